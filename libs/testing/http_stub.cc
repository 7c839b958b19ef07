#include "libs/testing/http_stub.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace creditproof::testing {
namespace {

constexpr int kBacklog = 64;
constexpr absl::string_view kLength = "Content-Length: ";
constexpr absl::string_view kHeadEnd = "\r\n\r\n";

sockaddr_in Loopback() {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// On a free port.
int Bound() {
  const int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback();
  if (socket_ < 0 || bind(socket_, reinterpret_cast<const sockaddr*>(&address),
                          sizeof address) != 0) {
    std::abort();
  }
  return socket_;
}

std::string UrlOf(int socket_) {
  sockaddr_in address = {};
  socklen_t size = sizeof address;
  getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  return absl::StrCat("http://127.0.0.1:", ntohs(address.sin_port), "/stamp");
}

// Whether `request` is all there; then its body is in `body`.
bool IsWhole(absl::string_view request, std::string& body) {
  const std::size_t head = request.find(kHeadEnd);
  const std::size_t length = request.find(kLength);
  if (absl::StartsWith(request, "GET ")) {
    return head != absl::string_view::npos;
  }
  if (head == absl::string_view::npos || length > head) return false;
  const absl::string_view digits = request.substr(length + kLength.size());
  std::size_t size = 0;
  if (!absl::SimpleAtoi(digits.substr(0, digits.find('\r')), &size)) {
    return false;
  }
  body = std::string(request.substr(head + kHeadEnd.size()));
  return body.size() >= size;
}

}  // namespace

std::string HttpOk(const std::string& body) {
  return absl::StrCat("HTTP/1.1 200 OK\r\n", kLength, body.size(), kHeadEnd,
                      body);
}

HttpStub::HttpStub(Respond respond)
    : respond_(std::move(respond)), listener_(Bound()) {
  if (listen(listener_, kBacklog) != 0) std::abort();
  thread_ = std::thread([this] { Serve(); });
}

HttpStub::~HttpStub() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string HttpStub::url() const { return UrlOf(listener_); }

void HttpStub::Serve() {
  for (int connection; (connection = accept(listener_, nullptr, nullptr)) >= 0;)
    Answer(connection);
  for (const int connection : silent_) close(connection);
}

void HttpStub::Answer(int connection) {
  std::string request;
  std::string body;
  std::array<char, 4096> buffer;
  while (!IsWhole(request, body)) {
    const ssize_t n = recv(connection, buffer.data(), buffer.size(), 0);
    if (n <= 0) break;
    request.append(buffer.data(), static_cast<std::size_t>(n));
  }
  ++calls_;
  const std::optional<std::string> response = respond_(body);
  if (!response) return silent_.push_back(connection);
  std::size_t sent = 0;
  while (sent < response->size()) {
    const ssize_t n = send(connection, response->data() + sent,
                           response->size() - sent, MSG_NOSIGNAL);
    if (n <= 0) break;
    sent += static_cast<std::size_t>(n);
  }
  close(connection);
}

std::string NobodyThere() {
  const int socket_ = Bound();
  const std::string url = UrlOf(socket_);
  close(socket_);
  return url;
}

}  // namespace creditproof::testing
