// An HTTP server on loopback that says what a test wants.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

struct ssl_ctx_st;

namespace creditproof::testing {

// A whole response of status 200.
std::string HttpOk(const std::string& body);

// Each connection is one call. Stops when this object ends.
class HttpStub {
 public:
  // The whole response to a request's body, or none: the connection then stays
  // open, and silent. Called on the server's thread, once at a time.
  using Respond =
      std::function<std::optional<std::string>(const std::string& body)>;

  // Of a server that speaks https: PEM.
  struct Identity {
    std::string certificate;
    std::string key;
  };

  // Aborts when there is no port left.
  explicit HttpStub(Respond respond);
  HttpStub(Respond respond, const Identity& identity);
  ~HttpStub();
  HttpStub(const HttpStub&) = delete;
  HttpStub& operator=(const HttpStub&) = delete;

  // https where it has an identity.
  std::string url() const;
  int calls() const { return calls_; }

 private:
  struct FreeContext {
    void operator()(ssl_ctx_st* context) const;
  };

  void Start();
  void Serve();
  void Answer(int connection);
  bool Talk(int connection);  // false: the connection stays open

  const Respond respond_;
  const std::unique_ptr<ssl_ctx_st, FreeContext> tls_;
  const int listener_;
  std::atomic<int> calls_ = 0;
  std::vector<int> silent_;  // of the thread, until it ends
  std::thread thread_;
};

// A URL of this machine where nobody listens.
std::string NobodyThere();

}  // namespace creditproof::testing
