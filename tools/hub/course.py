"""What a hub that serves the course on one machine is told; CLASSROOM.md says where it goes."""

c = get_config()  # noqa: F821

c.JupyterHub.concurrent_spawn_limit = 4  # more at once are ready no sooner, and may give up
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
# sockets that are files: of kernels that start at once, two can be given the same port
c.Spawner.args = ["--KernelManager.transport=ipc"]
