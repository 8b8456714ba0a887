"""What the tests of live pages, in all engines, ask of a page."""

ALL_LIVE = """[...document.querySelectorAll("figure.explorer")].every(
  ({ dataset }) => dataset.state === "live")"""
