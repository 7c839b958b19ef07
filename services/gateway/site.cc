#include "services/gateway/site.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "services/gateway/client_key.h"
#include "services/gateway/problem.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kMostClients = 100'000;
constexpr std::size_t kMostOwnBytes = 1024;  // `{}`, and nobody reads it

bool IsRead(const Request& head) {
  return head.method == "GET" || head.method == "HEAD";
}

}  // namespace

Gateway::Gateway(const Api& api, const Pages& pages, const Visitors& visitors,
                 RequestRate rate, base::Clock clock)
    : api_(api),
      pages_(pages),
      visitors_(visitors),
      clock_(std::move(clock)),
      throttle_({absl::Seconds(1 / rate.per_second), rate.burst},
                kMostClients) {}

void Gateway::Add(const std::string& verb, const std::string& path,
                  std::function<void(Exchange)> serve) {
  own_[path] = {verb, std::move(serve)};
}

std::variant<Endpoint, Answer> Gateway::Find(const Request& head) {
  if (head.path.empty() || head.path[0] != '/') {
    return AnswerOf({400, "BAD_HTTP", "the target is no path"});
  }
  if (const auto own = own_.find(head.path); own != own_.end()) {
    // Who asks whether this instance lives may have the address of all others.
    if (head.path != kHealthPath) {
      if (auto limited = CheckRate(head)) return *std::move(limited);
    }
    return FindOwn(own->second, head);
  }
  if (auto found = api_.Find(head)) {
    if (auto limited = CheckRate(head)) return *std::move(limited);
    return *std::move(found);
  }
  return FindPage(head);
}

std::variant<Endpoint, Answer> Gateway::FindOwn(const Own& own,
                                                const Request& head) const {
  const bool is_meant =
      head.method == own.verb || (own.verb == "GET" && IsRead(head));
  if (!is_meant) return MethodNotAllowed(own.verb);
  if (auto problem = visitors_.CheckOrigin(head)) return AnswerOf(*problem);
  return Endpoint{kMostOwnBytes, false, own.serve};
}

Answer Gateway::FindPage(const Request& head) const {
  std::optional<Answer> page = pages_.Find(head);
  if (!page) {
    return AnswerOf({404, "NOT_FOUND", "there is nothing at this path"});
  }
  return IsRead(head) ? *std::move(page) : MethodNotAllowed("GET");
}

std::optional<Answer> Gateway::CheckRate(const Request& head) {
  const absl::Duration wait = throttle_.Take(ClientKey(head.client), clock_());
  if (wait == absl::ZeroDuration()) return {};
  Problem problem{
      429, "TOO_MANY_REQUESTS",
      "too many requests from your address (您的网络地址请求过于频繁，"
      "请稍后再试)"};
  problem.retry_after = wait;
  return AnswerOf(problem);
}

std::vector<std::pair<std::string, std::string>> SecurityFields(
    bool by_https, const std::vector<std::string>& frame_ancestors) {
  const std::string ancestors =
      frame_ancestors.empty() ? "'none'" : absl::StrJoin(frame_ancestors, " ");
  std::vector<std::pair<std::string, std::string>> fields = {
      {"content-security-policy",
       absl::StrCat("default-src 'none'; script-src 'self'; style-src 'self'; "
                    "img-src 'self' data: blob:; connect-src 'self'; font-src "
                    "'self'; media-src 'self' blob:; worker-src 'self' blob:; "
                    "form-action 'self'; base-uri 'none'; frame-ancestors ",
                    ancestors)},
      {"x-content-type-options", "nosniff"},
      {"referrer-policy", "no-referrer"},
      {"permissions-policy", "camera=(self)"},
      {"cross-origin-opener-policy", "same-origin"}};
  if (by_https) {
    fields.emplace_back("strict-transport-security", "max-age=31536000");
  }
  return fields;
}

}  // namespace creditproof::gateway
