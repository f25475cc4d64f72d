#!/usr/bin/env python3
"""A proxy in front of an engine that does what engines and networks do to tests.

usage: proxy.py TARGET_PORT [--password USER:PASSWORD] [--tls CERT KEY]
                [--cut N] [--dead] [--busy N]

Prints its port. --password: 401 without it. --tls: speaks TLS. --cut N: of the
first N answers only half comes. --dead: no answer ever comes whole. --busy N:
answers 429 to the first N requests that send something."""

import argparse
import base64
import http.client
import http.server
import socketserver
import ssl
import sys
import threading

arguments = argparse.ArgumentParser()
arguments.add_argument("target", type=int)
arguments.add_argument("--password")
arguments.add_argument("--tls", nargs=2)
arguments.add_argument("--cut", type=int, default=0)
arguments.add_argument("--dead", action="store_true")
arguments.add_argument("--busy", type=int, default=0)
given = arguments.parse_args()
counted = {"cut": given.cut, "busy": given.busy}
lock = threading.Lock()


def one_of(what):
    with lock:
        counted[what] -= 1
        return counted[what] >= 0


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if given.password:
            known = "Basic " + base64.b64encode(given.password.encode()).decode()
            if self.headers.get("authorization") != known:
                return self.send(401, b"Unauthorized")
        if given.busy and self.command == "POST" and one_of("busy"):
            return self.send(429, b'{"error": {"type": "es_rejected_execution_exception"}}')
        engine = http.client.HTTPConnection("127.0.0.1", given.target, timeout=60)
        headers = {name: self.headers[name] for name in ("content-type", "accept") if self.headers[name]}
        try:
            engine.request(self.command, self.path, body, headers)
            told = engine.getresponse()
            status, content = told.status, told.read()
        except OSError as error:
            status, content = 502, str(error).encode()
        if given.dead or (given.cut and one_of("cut")):
            self.send(status, content, len(content) // 2)
            self.close_connection = True
            return None
        return self.send(status, content)

    def send(self, status, content, most=None):
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:most] if most is not None else content)
        self.wfile.flush()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Proxy)
if given.tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*given.tls)
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
sys.stdout.close()
server.serve_forever()
