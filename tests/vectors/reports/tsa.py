"""The authority `tsa` over HTTP, on a free port of loopback, until it is killed; prints its address."""

import http.server

import authority


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        reply = authority.reply("tsa", self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
