#include "libs/keys/key_history.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::keys {
namespace {

absl::Time ToSecond(absl::Time time) {
  return absl::FromUnixSeconds(absl::ToUnixSeconds(time));
}

std::string Shown(absl::string_view fingerprint) {
  return absl::BytesToHexString(fingerprint);
}

absl::Status CheckState(const Key& key, State wanted) {
  if (key.state() == wanted) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "key ", Shown(key.fingerprint), " is ", StateName(key.state()), ", not ",
      StateName(wanted), ": states only move forward"));
}

absl::Status CheckClock(absl::Time before, absl::Time now) {
  if (before <= now) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "the clock of this machine says an earlier time than the key's last "
      "change: set it right");
}

}  // namespace

absl::string_view StateName(State state) {
  switch (state) {
    case State::kCreated:
      return "CREATED";
    case State::kActive:
      return "ACTIVE";
    case State::kRetired:
      return "RETIRED";
    case State::kCompromised:
      return "COMPROMISED";
  }
  return "";
}

State Key::state() const {
  if (compromised_from) return State::kCompromised;
  if (retired) return State::kRetired;
  return activated ? State::kActive : State::kCreated;
}

const Key* KeyHistory::Find(absl::string_view fingerprint) const {
  const auto found = std::find_if(
      keys_.begin(), keys_.end(),
      [fingerprint](const Key& key) { return key.fingerprint == fingerprint; });
  return found == keys_.end() ? nullptr : &*found;
}

absl::Status KeyHistory::CheckActive(absl::string_view fingerprint,
                                     v1::Key::Purpose purpose) const {
  const Key* const key = Find(fingerprint);
  const bool known = key != nullptr && key->purpose == purpose;
  if (known && key->state() == State::kActive) return absl::OkStatus();
  const absl::string_view state = known ? StateName(key->state()) : "unknown";
  return absl::FailedPreconditionError(
      absl::StrCat("key ", Shown(fingerprint), " is ", state, " as ",
                   v1::Key::Purpose_Name(purpose),
                   ": only an ACTIVE key signs (creditproof keys list)"));
}

absl::Status KeyHistory::CheckMaySign(
    const std::vector<std::string>& fingerprints) const {
  v1::Key::Purpose purpose = v1::Key::PURPOSE_CLAIM;
  for (const std::string& fingerprint : fingerprints) {
    RETURN_IF_ERROR(CheckActive(fingerprint, purpose));
    purpose = v1::Key::PURPOSE_REPORT;
  }
  return absl::OkStatus();
}

bool KeyHistory::RevokedAt(absl::string_view fingerprint,
                           absl::Time time) const {
  const Key* const key = Find(fingerprint);
  return key != nullptr && key->compromised_from &&
         time >= *key->compromised_from;
}

absl::Status KeyHistory::Create(absl::string_view fingerprint,
                                v1::Key::Purpose purpose, absl::Time now) {
  if (Find(fingerprint) != nullptr) {
    return absl::AlreadyExistsError(
        absl::StrCat("key ", Shown(fingerprint), " is there already"));
  }
  Key key;
  key.fingerprint = std::string(fingerprint);
  key.purpose = purpose;
  key.created = ToSecond(now);
  keys_.push_back(std::move(key));
  return absl::OkStatus();
}

absl::Status KeyHistory::Activate(absl::string_view fingerprint,
                                  absl::Time now) {
  ASSIGN_OR_RETURN(Key* const key, Mutable(fingerprint));
  RETURN_IF_ERROR(CheckState(*key, State::kCreated));
  RETURN_IF_ERROR(CheckClock(key->created, now));
  key->activated = ToSecond(now);
  return absl::OkStatus();
}

absl::Status KeyHistory::Retire(absl::string_view fingerprint, absl::Time now) {
  ASSIGN_OR_RETURN(Key* const key, Mutable(fingerprint));
  RETURN_IF_ERROR(CheckState(*key, State::kActive));
  RETURN_IF_ERROR(CheckClock(*key->activated, now));
  key->retired = ToSecond(now);
  return absl::OkStatus();
}

absl::Status KeyHistory::Compromise(absl::string_view fingerprint,
                                    absl::Time from, absl::Time now) {
  ASSIGN_OR_RETURN(Key* const key, Mutable(fingerprint));
  if (from > now) {
    return absl::InvalidArgumentError(
        "a key is compromised from a time that is over: what it signs from now "
        "on is no concern of the future");
  }
  if (key->compromised_from && *key->compromised_from <= ToSecond(from)) {
    return absl::FailedPreconditionError(
        absl::StrCat("key ", Shown(fingerprint),
                     " is COMPROMISED from no later a time already: it can "
                     "only be found to have been so earlier"));
  }
  key->compromised_from = ToSecond(from);
  return absl::OkStatus();
}

absl::StatusOr<Key*> KeyHistory::Mutable(absl::string_view fingerprint) {
  for (Key& key : keys_) {
    if (key.fingerprint == fingerprint) return &key;
  }
  return absl::NotFoundError(
      absl::StrCat("there is no key ", Shown(fingerprint)));
}

}  // namespace creditproof::keys
