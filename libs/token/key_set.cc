#include "libs/token/key_set.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/token/jose.h"

namespace creditproof::token {
namespace {

using crypto::WebKey;

// Empty unless the member is base64url.
std::string NumberIn(const Json& key, const char* name) {
  const std::optional<std::string> text = StringIn(key, name);
  return text ? ReadBase64Url(*text).value_or("") : "";
}

std::optional<WebKey> ReadNumbers(const Json& key) {
  const std::optional<std::string> type = StringIn(key, "kty");
  absl::StatusOr<WebKey> read = absl::InvalidArgumentError("of another kind");
  if (type == "EC" && StringIn(key, "crv") == "P-256") {
    read = WebKey::FromPoint(NumberIn(key, "x"), NumberIn(key, "y"));
  }
  if (type == "RSA") {
    read = WebKey::FromModulus(NumberIn(key, "n"), NumberIn(key, "e"));
  }
  if (!read.ok()) return std::nullopt;
  return *std::move(read);
}

// Whether the member is absent or says `value`.
bool Allows(const Json& key, const char* name, absl::string_view value) {
  const auto member = key.find(name);
  return member == key.end() ||
         (member->is_string() && member->get<std::string>() == value);
}

bool IsForVerifying(const Json& key) {
  const auto operations = key.find("key_ops");
  return operations == key.end() ||
         (operations->is_array() &&
          std::find(operations->begin(), operations->end(), "verify") !=
              operations->end());
}

std::optional<WebKey> ReadKey(const Json& key) {
  if (!key.is_object() || !Allows(key, "use", "sig") || !IsForVerifying(key)) {
    return std::nullopt;
  }
  std::optional<WebKey> read = ReadNumbers(key);
  if (!read || !Allows(key, "alg", AlgorithmName(read->kind()))) {
    return std::nullopt;
  }
  return read;
}

}  // namespace

absl::StatusOr<KeySet> KeySet::Parse(absl::string_view text) {
  const std::optional<Json> read = ReadObject(text);
  if (!read || !read->contains("keys") || !read->at("keys").is_array()) {
    return absl::InvalidArgumentError("this is no JSON Web Key Set");
  }
  KeySet set;
  for (const Json& listed : read->at("keys")) {
    std::optional<WebKey> key = ReadKey(listed);
    const std::string id = key ? StringIn(listed, "kid").value_or("") : "";
    if (id.empty()) continue;
    if (!set.keys_.emplace(id, *std::move(key)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("two keys have the id ", id));
    }
  }
  if (set.keys_.empty()) {
    return absl::InvalidArgumentError(
        "no key of the set is one that verifies ES256 or RS256");
  }
  return set;
}

const WebKey* KeySet::Find(const std::string& key_id) const {
  const auto found = keys_.find(key_id);
  return found == keys_.end() ? nullptr : &found->second;
}

absl::string_view AlgorithmName(WebKey::Kind kind) {
  return kind == WebKey::Kind::kEs256 ? "ES256" : "RS256";
}

}  // namespace creditproof::token
