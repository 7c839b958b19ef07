"""A time stamp authority (RFC 3161 over HTTP) on a free port of loopback, until it is killed; prints its address.

Argument: the folder with test-only-tsa.pem and its key.
"""

import http.server
import pathlib
import subprocess
import sys
import tempfile

keys = pathlib.Path(sys.argv[1]).resolve()
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "serial").write_text("01\n")
(folder / "config").write_text(f"""[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {keys}/test-only-tsa.pem
signer_key = {keys}/test-only-tsa-key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
""")


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        (folder / "request").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        subprocess.run(["openssl", "ts", "-reply", "-config", folder / "config", "-queryfile", folder / "request",
                        "-out", folder / "reply"], check=True)
        reply = (folder / "reply").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
