"""A hub on the loopback, for `make class`: anybody may log in, and each gets a folder."""

import json
import os
from pathlib import Path

HERE = Path(__file__).parent
c = get_config()  # noqa: F821
public, proxy, hub = json.loads(os.environ["CLASS_PORTS"])

c.JupyterHub.bind_url = f"http://127.0.0.1:{public}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{proxy}"
c.ConfigurableHTTPProxy.command = ["node", str(HERE / "node_modules/.bin/configurable-http-proxy")]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(Path.cwd() / "homes" / "{username}")
c.JupyterHub.db_url = "sqlite://"

load_subconfig(str(HERE / "course.py"))  # noqa: F821
c.Spawner.args.append("--allow-root")
# this spawner has one /tmp for all
c.Spawner.environment["JUPYTER_RUNTIME_DIR"] = lambda spawner: f"{Path.cwd()}/{spawner.user.name}"
