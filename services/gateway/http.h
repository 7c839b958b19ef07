// What the parts of the gateway say to each other of HTTP (RFC 9110). Only
// connection.cc and server.cc know the library that speaks it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::gateway {

// Without its body, or with.
struct Request {
  std::string method;  // such as `GET`
  std::string path;    // of the target, as sent
  std::string query;   // what stands behind `?`, as sent
  // Names in lower case; a field sent twice has its values joined by ", ".
  std::map<std::string, std::string> fields;
  std::string client;                           // address, for limits and logs
  std::optional<std::uint64_t> content_length;  // none: unknown, or no body
  std::string body;

  // Empty when it was not sent.
  absl::string_view field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? absl::string_view() : found->second;
  }
};

// A body in pieces. One call of Next at a time.
class Pieces {
 public:
  virtual ~Pieces() = default;

  // A piece; an empty one at the end; or an error, after which what came so
  // far is no body.
  using Then = std::function<void(absl::StatusOr<std::string> piece)>;

  // Calls `then` once, on any thread.
  virtual void Next(Then then) = 0;
};

struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;
  // Follows `body`, when there is one. Where it ends in an error, so does the
  // connection, before the end that clients wait for.
  std::shared_ptr<Pieces> more;
};

// A request that wants its answer. `answer` is called once, on any thread.
struct Exchange {
  Request request;
  std::shared_ptr<Pieces> body;  // where the endpoint takes it in pieces
  std::function<void(Answer)> answer;
};

// Who answers a request, once its head is read.
struct Endpoint {
  std::size_t most_body_bytes = 0;
  bool takes_pieces = false;  // of a body whose length was told
  // Must not block. `body` of the exchange is not to be used once answered.
  std::function<void(Exchange)> serve;
};

// Says by the head who answers, or the answer, whatever body follows.
using Site = std::function<std::variant<Endpoint, Answer>(const Request& head)>;

}  // namespace creditproof::gateway
