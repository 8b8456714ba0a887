// A field for Python code. Tab leaves it, so that nobody is caught in it.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], class: "k" },
  { tag: tags.string, class: "s1" },
  { tag: tags.number, class: "mi" },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    class: "nf",
  },
  { tag: tags.comment, class: "c1" },
]);

// Put an editor in the place of what an element holds; `run` is what Shift+Enter does.
export function editor(element, text, name, { change, run }) {
  const view = new EditorView({
    doc: text,
    extensions: [
      keymap.of([
        {
          key: "Shift-Enter",
          run: () => {
            run();
            return true;
          },
        },
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of("    "),
      bracketMatching(),
      pythonLanguage,
      syntaxHighlighting(COLOURS),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": name }),
      EditorView.updateListener.of(
        (update) => update.docChanged && change(view.state.doc.toString()),
      ),
    ],
  });
  element.replaceChildren(view.dom);
  return {
    focusAt({ x, y }) {
      const at = view.posAtCoords({ x, y }, false);
      view.dispatch({ selection: { anchor: at } });
      view.focus();
    },
    focus: () => view.focus(),
    put: (changed) =>
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: changed } }),
  };
}
