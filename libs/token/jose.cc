#include "libs/token/jose.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"

namespace creditproof::token {
namespace {

constexpr int kMostLevels = 8;

// Follows the parser: which members each open object has so far.
class Members {
 public:
  bool Take(int depth, Json::parse_event_t event, const Json& parsed) {
    if (depth >= kMostLevels) is_good_ = false;
    if (event == Json::parse_event_t::object_start) open_.emplace_back();
    if (event == Json::parse_event_t::object_end) open_.pop_back();
    if (event == Json::parse_event_t::key) {
      const bool is_new = open_.back().insert(parsed.get<std::string>()).second;
      is_good_ = is_good_ && is_new;
    }
    return true;
  }

  bool is_good() const { return is_good_; }

 private:
  std::vector<std::set<std::string>> open_;
  bool is_good_ = true;
};

}  // namespace

std::optional<Json> ReadObject(absl::string_view text) {
  Members members;
  Json read = Json::parse(
      text.begin(), text.end(),
      [&members](int depth, Json::parse_event_t event, const Json& parsed) {
        return members.Take(depth, event, parsed);
      },
      false);
  if (!read.is_object() || !members.is_good()) return std::nullopt;
  return read;
}

std::optional<std::string> ReadBase64Url(absl::string_view text) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes) ||
      absl::WebSafeBase64Escape(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

std::optional<std::string> StringIn(const Json& object, const char* name) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string()) return std::nullopt;
  return member->get<std::string>();
}

}  // namespace creditproof::token
