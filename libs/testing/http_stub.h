// An HTTP server on loopback that says what a test wants.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

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

  // Aborts when there is no port left.
  explicit HttpStub(Respond respond);
  ~HttpStub();
  HttpStub(const HttpStub&) = delete;
  HttpStub& operator=(const HttpStub&) = delete;

  std::string url() const;
  int calls() const { return calls_; }

 private:
  void Serve();
  void Answer(int connection);

  const Respond respond_;
  const int listener_;
  std::atomic<int> calls_ = 0;
  std::vector<int> silent_;  // of the thread, until it ends
  std::thread thread_;
};

// A URL of this machine where nobody listens.
std::string NobodyThere();

}  // namespace creditproof::testing
