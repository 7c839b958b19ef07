// The text form of KeyHistory.
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/parse_text.h"
#include "libs/base/status_macros.h"
#include "libs/keys/key_history.h"

namespace creditproof::keys {
namespace {

constexpr char kTimeFormat[] = "%Y-%m-%d%ET%H:%M:%S%Ez";
constexpr std::size_t kFingerprintBytes = 32;

constexpr absl::string_view kHead =
    "# proto-file: creditproof/keys/v1/key_history.proto\n"
    "# proto-message: creditproof.keys.v1.KeyHistory\n"
    "#\n"
    "# Written by `creditproof keys`. Nothing is ever removed.\n";

std::string TimeText(absl::Time time) {
  return absl::FormatTime(kTimeFormat, time, base::ChinaTime());
}

// The one key that is read, for errors.
struct Entry {
  const v1::Key& text;

  absl::Status Refuse(absl::string_view field, absl::string_view why) const {
    return absl::InvalidArgumentError(
        absl::StrCat("key ", text.fingerprint(), ": ", field, " ", why));
  }
  // Nothing when the text is empty.
  absl::StatusOr<std::optional<absl::Time>> ReadTime(
      absl::string_view field, const std::string& written) const {
    if (written.empty()) return std::nullopt;
    absl::Time time;
    if (!absl::ParseTime(kTimeFormat, written, &time, nullptr) ||
        TimeText(time) != written) {
      return Refuse(field, "is no time such as 2026-11-29T09:30:00+08:00");
    }
    return time;
  }
};

absl::Status CheckOrder(const Entry& entry, const Key& key) {
  if (key.activated && *key.activated < key.created) {
    return entry.Refuse("activated", "lies before created");
  }
  if (!key.retired) return absl::OkStatus();
  if (!key.activated) return entry.Refuse("retired", "wants activated");
  if (*key.retired < *key.activated) {
    return entry.Refuse("retired", "lies before activated");
  }
  return absl::OkStatus();
}

absl::StatusOr<Key> ReadKey(const v1::Key& text) {
  const Entry entry{text};
  Key key;
  key.fingerprint = absl::HexStringToBytes(text.fingerprint());
  if (key.fingerprint.size() != kFingerprintBytes ||
      absl::BytesToHexString(key.fingerprint) != text.fingerprint()) {
    return entry.Refuse("fingerprint", "is not 64 digits of 0-9 and a-f");
  }
  key.purpose = text.purpose();
  if (key.purpose == v1::Key::PURPOSE_UNSPECIFIED ||
      !v1::Key::Purpose_IsValid(key.purpose)) {
    return entry.Refuse(
        "purpose",
        "is none of PURPOSE_REPORT, PURPOSE_CLAIM, PURPOSE_TIME_STAMP");
  }
  ASSIGN_OR_RETURN(const auto created,
                   entry.ReadTime("created", text.created()));
  if (!created) return entry.Refuse("created", "is required");
  key.created = *created;
  ASSIGN_OR_RETURN(key.activated,
                   entry.ReadTime("activated", text.activated()));
  ASSIGN_OR_RETURN(key.retired, entry.ReadTime("retired", text.retired()));
  ASSIGN_OR_RETURN(key.compromised_from,
                   entry.ReadTime("compromised_from", text.compromised_from()));
  RETURN_IF_ERROR(CheckOrder(entry, key));
  return key;
}

v1::Key Written(const Key& key) {
  v1::Key text;
  text.set_fingerprint(absl::BytesToHexString(key.fingerprint));
  text.set_purpose(key.purpose);
  text.set_created(TimeText(key.created));
  if (key.activated) text.set_activated(TimeText(*key.activated));
  if (key.retired) text.set_retired(TimeText(*key.retired));
  if (key.compromised_from) {
    text.set_compromised_from(TimeText(*key.compromised_from));
  }
  return text;
}

}  // namespace

absl::StatusOr<KeyHistory> KeyHistory::Parse(absl::string_view text) {
  v1::KeyHistory written;
  RETURN_IF_ERROR(base::ParseText(text, written));
  KeyHistory history;
  for (const v1::Key& entry : written.keys()) {
    ASSIGN_OR_RETURN(Key key, ReadKey(entry));
    if (history.Find(key.fingerprint) != nullptr) {
      return Entry{entry}.Refuse("fingerprint", "is there twice");
    }
    history.keys_.push_back(std::move(key));
  }
  return history;
}

std::string KeyHistory::Text() const {
  v1::KeyHistory written;
  for (const Key& key : keys_) *written.add_keys() = Written(key);
  std::string text;
  google::protobuf::TextFormat::PrintToString(written, &text);
  return absl::StrCat(kHead, text);
}

}  // namespace creditproof::keys
