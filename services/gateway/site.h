// Who answers which path: the gateway's own, the back ends' methods, the pages.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "libs/base/clock.h"
#include "libs/throttle/throttle.h"
#include "services/gateway/api.h"
#include "services/gateway/http.h"
#include "services/gateway/pages.h"

namespace creditproof::gateway {

// How many requests a client may send, pages apart.
struct RequestRate {
  double per_second;
  int burst;
};

// Where probes ask whether this instance lives. No limit of rates holds there.
inline constexpr char kHealthPath[] = "/healthz";

// Thread-safe once it serves.
class Gateway {
 public:
  // All must outlive it.
  Gateway(const Api& api, const Pages& pages, const Visitors& visitors,
          RequestRate rate, base::Clock clock);

  // What the gateway itself answers at `path` to `verb`; GET means HEAD too.
  void Add(const std::string& verb, const std::string& path,
           std::function<void(Exchange)> serve);

  std::variant<Endpoint, Answer> Find(const Request& head);

 private:
  struct Own {
    std::string verb;
    std::function<void(Exchange)> serve;
  };

  std::optional<Answer> CheckRate(const Request& head);
  std::variant<Endpoint, Answer> FindOwn(const Own& own,
                                         const Request& head) const;
  Answer FindPage(const Request& head) const;

  const Api& api_;
  const Pages& pages_;
  const Visitors& visitors_;
  const base::Clock clock_;
  throttle::Throttle throttle_;
  std::map<std::string, Own> own_;  // by path
};

// The fields of every answer: what browsers may do with it. Only pages of
// `frame_ancestors` may show ours in a frame; without any, none.
std::vector<std::pair<std::string, std::string>> SecurityFields(
    bool by_https, const std::vector<std::string>& frame_ancestors);

}  // namespace creditproof::gateway
