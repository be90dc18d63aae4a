"""An OpenAI-compatible chat server on llama.cpp: server.py WEIGHTS PORT"""

import os
import signal
import sys

import xllamacpp

weights, port = sys.argv[1], int(sys.argv[2])

params = xllamacpp.CommonParams()
params.model.path = weights
params.model_alias = ["local"]
params.hostnames = ["127.0.0.1"]
params.port = port
params.n_ctx = int(os.environ.get("LLM_CONTEXT", "8192"))
params.n_parallel = 1  # one slot: every question of a test meets the same prompt cache
params.use_jinja = True
params.endpoint_metrics = True
params.endpoint_slots = True
threads = int(os.environ.get("LLM_THREADS", "0")) or min(2, os.cpu_count() or 1)
params.cpuparams.n_threads = threads
params.cpuparams_batch.n_threads = threads
if os.environ.get("LLM_CHAT_TEMPLATE"):
    with open(os.environ["LLM_CHAT_TEMPLATE"], encoding="utf-8") as template:
        params.chat_template = template.read()
if os.environ.get("LLM_API_KEY"):
    params.api_keys = [os.environ["LLM_API_KEY"]]

server = xllamacpp.Server(params)
print("listening on", server.listening_address, flush=True)
signal.sigwait({signal.SIGTERM, signal.SIGINT})
