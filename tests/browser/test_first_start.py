import pytest
from lab import Notebook

pytestmark = pytest.mark.browser


def test_jupyterlab_asks_nothing_of_the_class(page, lab):
    """The question whether to fetch news would lie on an explorer."""
    Notebook(page, lab, "00_start_here.ipynb")
    page.wait_for_timeout(5000)
    assert page.locator(".Toastify__toast").all_inner_texts() == []
