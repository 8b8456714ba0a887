"""What JupyterHub is told on one machine that serves a class; CLASSROOM.md says where it goes."""

c = get_config()  # noqa: F821

c.Spawner.start_timeout = c.Spawner.http_timeout = 300  # when all come at once, nobody is given up

# Kernels that start at once draw ports, and two may draw the same; so they listen at files. Their
# paths must be short (107 letters): where each learner has a /tmp to himself, they are.
c.Spawner.args = ["--KernelManager.transport=ipc"]
c.Spawner.environment = {"JUPYTER_RUNTIME_DIR": "/tmp/jupyter"}
c.SystemdSpawner.isolate_tmp = True
