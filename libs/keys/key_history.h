// The lives of the keys that sign reports: which may sign now, and whose
// signatures count since when no more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/keys/v1/key_history.pb.h"

namespace creditproof::keys {

enum class State { kCreated, kActive, kRetired, kCompromised };

// Such as `ACTIVE`.
absl::string_view StateName(State state);

struct Key {
  std::string fingerprint;  // crypto::VerifyingKey::fingerprint, 32 bytes
  v1::Key::Purpose purpose = v1::Key::PURPOSE_UNSPECIFIED;
  absl::Time created;
  std::optional<absl::Time> activated;
  std::optional<absl::Time> retired;
  std::optional<absl::Time> compromised_from;

  State state() const;
};

// Not thread-safe while it is changed.
class KeyHistory {
 public:
  // Reads the text form of v1::KeyHistory. Fails with INVALID_ARGUMENT naming
  // the key and the field, also when times are out of order or a key is there
  // twice.
  static absl::StatusOr<KeyHistory> Parse(absl::string_view text);
  std::string Text() const;

  const std::vector<Key>& keys() const { return keys_; }

  // Null when there is none.
  const Key* Find(absl::string_view fingerprint) const;

  // OK when the key is ACTIVE, for `purpose`; else FAILED_PRECONDITION.
  absl::Status CheckActive(absl::string_view fingerprint,
                           v1::Key::Purpose purpose) const;

  // Likewise of all the keys of a report: the claim's, then the PDF's.
  absl::Status CheckMaySign(const std::vector<std::string>& fingerprints) const;

  // Whether what was registered at `time` is revoked for the sake of this key.
  bool RevokedAt(absl::string_view fingerprint, absl::Time time) const;

  // A new key. Times here and below count to the second. Fails with
  // ALREADY_EXISTS.
  absl::Status Create(absl::string_view fingerprint, v1::Key::Purpose purpose,
                      absl::Time now);

  // CREATED becomes ACTIVE, ACTIVE becomes RETIRED. Fail with NOT_FOUND, or
  // FAILED_PRECONDITION when the state is another or the clock goes backwards.
  absl::Status Activate(absl::string_view fingerprint, absl::Time now);
  absl::Status Retire(absl::string_view fingerprint, absl::Time now);

  // Any becomes COMPROMISED from a time of the past, which may be found later
  // to lie earlier. Fails with NOT_FOUND, INVALID_ARGUMENT when the time is not
  // over, or FAILED_PRECONDITION when it is no earlier than known.
  absl::Status Compromise(absl::string_view fingerprint, absl::Time from,
                          absl::Time now);

 private:
  absl::StatusOr<Key*> Mutable(absl::string_view fingerprint);

  std::vector<Key> keys_;  // in order of their creation
};

}  // namespace creditproof::keys
