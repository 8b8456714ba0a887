"""Explorers as any front end has them: what a kernel sends, and what it answers."""

import pytest
from jupyter_client.manager import start_new_kernel

from nnhelpers import explorers

VIEW = "application/vnd.jupyter.widget-view+json"


class FrontEnd:
    """A client of a kernel that keeps the state of every widget, as a front end does."""

    def __init__(self, client):
        self.client, self.models, self.shown = client, {}, []

    def run(self, code):
        """Execute code, and hear what comes of it."""
        self._hear(self.client.execute(code))

    def say(self, model, data):
        """Send what the view of a widget sends, and hear what comes of it."""
        content = {"comm_id": model, "data": data}
        message = self.client.session.msg("comm_msg", content)
        self.client.shell_channel.send(message)
        self._hear(message["header"]["msg_id"])

    def _hear(self, request):
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            assert kind not in ("error", "stream"), content
            if kind == "comm_open":
                self.models[content["comm_id"]] = content["data"]["state"]
            elif kind == "comm_msg" and content["data"]["method"] == "update":
                self.models[content["comm_id"]] |= content["data"]["state"]
            elif kind in ("execute_result", "display_data"):
                self.shown.append(content["data"])
            elif content.get("execution_state") == "idle":
                return

    def inside(self, model):
        """Yield a widget and all that it holds, each as its id and its state."""
        state = self.models[model]
        yield model, state
        for child in state.get("children", ()):
            yield from self.inside(child.removeprefix("IPY_MODEL_"))


@pytest.fixture(scope="module")
def front_end():
    manager, client = start_new_kernel(kernel_name="python3")
    front_end = FrontEnd(client)
    front_end.run("from nnhelpers import explorers")
    yield front_end
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("name", explorers.__all__)
def test_an_explorer_opens_and_answers_to_its_slider_and_to_a_hand_on_its_picture(front_end, name):
    front_end.run(f"explorers.{name}()")
    shown = front_end.shown[-1]
    assert shown["image/svg+xml"].startswith("<svg")
    parts = dict(front_end.inside(shown[VIEW]["model_id"]))
    (drawing,) = (one for one in parts.values() if "nn-drawing" in one["_dom_classes"])
    sliders = [
        (model, state)
        for model, state in parts.items()
        if state["_model_name"] in ("FloatSliderModel", "IntSliderModel")
    ]
    (model, slider), *_ = sliders
    there = slider["max"] if slider["value"] < slider["max"] else slider["min"]
    before = drawing["value"]
    front_end.say(model, {"method": "update", "state": {"value": there}, "buffer_paths": []})
    assert drawing["value"] != before

    (touch,) = (model for model, one in parts.items() if one["_model_name"] == "AnyModel")
    (control,) = (c[len("nn-control-") :] for c in slider["_dom_classes"] if "nn-control-" in c)
    home = slider["max"] + slider["min"] - there
    moved = drawing["value"]
    front_end.say(touch, {"method": "custom", "content": {"values": {control: home}}})
    assert slider["value"] == pytest.approx(home)
    assert drawing["value"] != moved


def test_what_is_linked_in_the_front_end_has_the_names_that_it_knows(front_end):
    front_end.run("explorers.one_step()")
    links = [one for one in front_end.models.values() if one["_model_name"] == "LinkModel"]
    assert len(links) >= 2
    for link in links:
        for model, name in (link["source"], link["target"]):
            assert name in front_end.models[model.removeprefix("IPY_MODEL_")]
