#include "services/gateway/json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"

namespace creditproof::gateway {

std::string Text(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false,
                   nlohmann::ordered_json::error_handler_t::replace);
}

Answer JsonAnswer(std::string body) {
  return {200,
          {{"content-type", "application/json"}, {"cache-control", "no-store"}},
          std::move(body),
          nullptr};
}

std::string JsonPath(absl::string_view path) {
  std::string json;
  bool raise = false;
  for (const char c : path) {
    if (c == '_') {
      raise = true;
      continue;
    }
    json.push_back(raise ? absl::ascii_toupper(c) : c);
    raise = false;
  }
  return json;
}

}  // namespace creditproof::gateway
