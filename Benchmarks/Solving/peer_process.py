# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer's package in a process of its own environment: one JSON request a line, one JSON answer a line."""
import importlib.metadata
import json
import os
import subprocess
import sys
import threading


def serve(prepare, optimize, packages):
    """Answers {"problem", "unit"} by prepare(problem, unit) and {"again"} by optimize(); what packages print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = prepare(request["problem"], request["unit"]) if "problem" in request else optimize()
            answer["versions"] = [f"{name} {importlib.metadata.version(name)}" for name in packages]
        except Exception as error:  # a peer that stops with an error is a result, too
            words = str(error).strip().splitlines()
            answer = {"error": f"{type(error).__name__}: {words[0][:160] if words else ''}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


class Peer:
    def __init__(self, python, script):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), script)
        self.process = subprocess.Popen([python, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, request, limit):
        """The answer, or an error when there is none within `limit` seconds; the peer is ended then."""
        timer = threading.Timer(limit, self.process.kill)
        timer.start()
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        return json.loads(line) if line else {"error": f"no answer within {limit:.0f} s"}

    def end(self):
        self.process.kill()
        self.process.wait()
