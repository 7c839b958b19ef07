// The gateway's listener: HTTP/1.1, with TLS or behind a proxy that ends it.
// What a client may cost is bounded here: connections, head, body, time.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/http.h"

namespace creditproof::gateway {

struct Limits {
  std::size_t most_connections = 2048;
  std::size_t most_connections_per_client = 64;  // 0: as many as there may be
  std::size_t most_head_bytes = 16 * 1024;
  absl::Duration idle_time = absl::Seconds(60);   // between two requests
  absl::Duration head_time = absl::Seconds(10);   // from its first byte
  absl::Duration body_time = absl::Seconds(60);   // all of it
  absl::Duration write_time = absl::Seconds(30);  // an answer, or a piece of it
};

struct Listener {
  std::string address;  // `host:port`; port 0 for any
  // PEM. Empty for plain HTTP.
  std::string certificates;
  std::string private_key;
  std::string client_address_field;  // that a proxy sets; empty: none does
  Limits limits;
  std::vector<std::pair<std::string, std::string>> fields;  // of every answer
};

// Serves until it ends.
class Server {
 public:
  // Fails with UNAVAILABLE (the address is taken) or INVALID_ARGUMENT (it is
  // none, or the PEM is not).
  static absl::StatusOr<std::unique_ptr<Server>> Start(Listener listener,
                                                       Site site);
  // Cuts off what is still being served.
  ~Server();

  // With the port that was chosen.
  std::string address() const;

  // Returns on SIGTERM or SIGINT, when what was being served is answered, or
  // after 10 seconds.
  void WaitForStop();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace creditproof::gateway
