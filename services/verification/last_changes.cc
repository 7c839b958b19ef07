#include "services/verification/last_changes.h"

#include <utility>

#include "libs/base/error.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"

namespace creditproof::verification {
namespace {

using changelog::v1::Change;
using record::v1::RegistrationStatus;

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
constexpr std::size_t kPositionsBytes = 2 * kNumberBytes;
constexpr std::size_t kStatusBytes = sizeof(std::uint32_t);
constexpr std::size_t kMostBytes =
    kPositionsBytes + kStatusBytes + crypto::kSha256Bytes;

// Whether a report that was true of `before` misleads about `after`.
bool Misleads(const Registered& before, const Registered& after) {
  const bool renamed = before.name_sha256 != after.name_sha256;
  const bool ended = before.status != after.status &&
                     after.status != record::v1::REGISTRATION_STATUS_ACTIVE;
  return renamed || ended;
}

void NoteRegistration(const record::v1::Registration& registration,
                      std::uint64_t position, LastChanges& last) {
  Registered now{registration.status(), crypto::Sha256(registration.name())};
  last.stopping = position;
  if (last.registered && Misleads(*last.registered, now)) {
    last.counting = position;
  }
  last.registered = std::move(now);
}

}  // namespace

// A follower passes on no kind that it does not know; if it did, better a
// report too few than a wrong one.
void Note(const Change& change, std::uint64_t position, LastChanges& last) {
  switch (change.kind_case()) {
    case Change::kRecordPut:
    case Change::kRecordReinstated:
    case Change::kRecordObjected:
    case Change::kHoldPlaced:
    case Change::kSubjectBarred:
    case Change::KIND_NOT_SET:
      last.counting = position;
      last.stopping = position;
      return;
    case Change::kRegistration:
      NoteRegistration(change.registration(), position, last);
      return;
    case Change::kMismatchOpened:
      last.stopping = position;
      return;
    case Change::kRecordWithdrawn:
    case Change::kRecordRepaired:
    case Change::kRecordLapsed:
    case Change::kMismatchClosed:
    case Change::kHoldLifted:
    case Change::kSubjectUnbarred:
    case Change::kSourceState:
    case Change::kPolicyActivated:
    case Change::kPolicyProposed:
    case Change::kPolicyRejected:
    case Change::kKindDeclared:
    case Change::kBarrier:
      return;
  }
}

std::string EncodeLastChanges(const LastChanges& last) {
  std::string bytes = kv::BigEndian(last.stopping);
  kv::AppendBigEndian(bytes, last.counting);
  if (!last.registered) return bytes;
  kv::AppendBigEndian(bytes,
                      static_cast<std::uint32_t>(last.registered->status));
  return bytes + last.registered->name_sha256;
}

absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes) {
  if (bytes.size() != kPositionsBytes && bytes.size() != kMostBytes) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT,
                       "a subject's last changes cannot be read");
  }
  LastChanges last;
  last.stopping = kv::ReadBigEndian<std::uint64_t>(bytes);
  last.counting = kv::ReadBigEndian<std::uint64_t>(bytes.substr(kNumberBytes));
  if (bytes.size() == kPositionsBytes) return last;
  const absl::string_view rest = bytes.substr(kPositionsBytes);
  last.registered = Registered{
      static_cast<RegistrationStatus>(kv::ReadBigEndian<std::uint32_t>(rest)),
      std::string(rest.substr(kStatusBytes))};
  return last;
}

}  // namespace creditproof::verification
