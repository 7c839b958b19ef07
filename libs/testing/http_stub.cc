#include "libs/testing/http_stub.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/testing/loopback.h"

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

std::string UrlOf(int socket_, absl::string_view scheme) {
  sockaddr_in address = {};
  socklen_t size = sizeof address;
  getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  return absl::StrCat(scheme, "://127.0.0.1:", ntohs(address.sin_port),
                      "/stamp");
}

// What a connection carries, decrypted.
class Stream {
 public:
  Stream(int connection, SSL_CTX* tls) : connection_(connection) {
    if (tls == nullptr) return;
    ssl_.reset(SSL_new(tls));
    SSL_set_fd(ssl_.get(), connection);
    open_ = SSL_accept(ssl_.get()) == 1;
  }
  ~Stream() {
    if (ssl_ != nullptr && open_) SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // False when the client refuses the certificate.
  bool open() const { return open_; }

  long Read(char* to, std::size_t size) {
    if (ssl_ == nullptr) return recv(connection_, to, size, 0);
    return SSL_read(ssl_.get(), to, static_cast<int>(size));
  }
  long Write(const char* from, std::size_t size) {
    if (ssl_ == nullptr) return send(connection_, from, size, MSG_NOSIGNAL);
    return SSL_write(ssl_.get(), from, static_cast<int>(size));
  }

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  const int connection_;
  std::unique_ptr<SSL, Free> ssl_;
  bool open_ = true;
};

BIO* BytesOf(const std::string& pem) {
  return BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
}

SSL_CTX* ContextOf(const HttpStub::Identity& identity) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL knows no MSG_NOSIGNAL
  SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
  BIO* const certificate_pem = BytesOf(identity.certificate);
  BIO* const key_pem = BytesOf(identity.key);
  X509* const certificate =
      PEM_read_bio_X509(certificate_pem, nullptr, nullptr, nullptr);
  EVP_PKEY* const key =
      PEM_read_bio_PrivateKey(key_pem, nullptr, nullptr, nullptr);
  if (SSL_CTX_use_certificate(context, certificate) != 1 ||
      SSL_CTX_use_PrivateKey(context, key) != 1) {
    std::abort();
  }
  EVP_PKEY_free(key);
  X509_free(certificate);
  BIO_free(key_pem);
  BIO_free(certificate_pem);
  return context;
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
  Start();
}

HttpStub::HttpStub(Respond respond, const Identity& identity)
    : respond_(std::move(respond)),
      tls_(ContextOf(identity)),
      listener_(Bound()) {
  Start();
}

void HttpStub::FreeContext::operator()(SSL_CTX* context) const {
  SSL_CTX_free(context);
}

void HttpStub::Start() {
  if (listen(listener_, kBacklog) != 0) std::abort();
  thread_ = std::thread([this] { Serve(); });
}

HttpStub::~HttpStub() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string HttpStub::url() const {
  return UrlOf(listener_, tls_ == nullptr ? "http" : "https");
}

void HttpStub::Serve() {
  for (int connection; (connection = accept(listener_, nullptr, nullptr)) >= 0;)
    Answer(connection);
  for (const int connection : silent_) close(connection);
}

void HttpStub::Answer(int connection) {
  if (Talk(connection)) {
    close(connection);
  } else {
    silent_.push_back(connection);
  }
}

bool HttpStub::Talk(int connection) {
  Stream stream(connection, tls_.get());
  if (!stream.open()) return true;
  std::string request;
  std::string body;
  std::array<char, 4096> buffer;
  while (!IsWhole(request, body)) {
    const long n = stream.Read(buffer.data(), buffer.size());
    if (n <= 0) break;
    request.append(buffer.data(), static_cast<std::size_t>(n));
  }
  ++calls_;
  const std::optional<std::string> response = respond_(body);
  if (!response) return false;
  std::size_t sent = 0;
  while (sent < response->size()) {
    const long n =
        stream.Write(response->data() + sent, response->size() - sent);
    if (n <= 0) break;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

std::string NobodyThere() {
  return absl::StrCat("http://", FreeAddress(), "/stamp");
}

}  // namespace creditproof::testing
