#include "services/verification/last_changes.h"

#include <algorithm>
#include <utility>

#include "libs/base/error.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"

namespace creditproof::verification {
namespace {

using changelog::v1::Change;
using record::v1::RegistrationStatus;

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
constexpr std::size_t kEarlierPositionsBytes = 2 * kNumberBytes;
constexpr std::size_t kPositionsBytes = 3 * kNumberBytes;
constexpr std::size_t kStatusBytes = sizeof(std::uint32_t);
constexpr std::size_t kRegisteredBytes = kStatusBytes + crypto::kSha256Bytes;

bool ListsRecords(const report::v1::ReportData& data) {
  return data.outcome() != report::v1::ReportData::OUTCOME_CLEAN;
}

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
      last.lightening = position;
      return;
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

std::uint64_t LastStopping(const LastChanges& last,
                           const report::v1::ReportData& data) {
  return ListsRecords(data) ? std::max(last.stopping, last.lightening)
                            : last.stopping;
}

std::uint64_t LastCounting(const LastChanges& last,
                           const report::v1::ReportData& data) {
  return ListsRecords(data) ? std::max(last.counting, last.lightening)
                            : last.counting;
}

std::string EncodeLastChanges(const LastChanges& last) {
  std::string bytes = kv::BigEndian(last.stopping);
  kv::AppendBigEndian(bytes, last.counting);
  kv::AppendBigEndian(bytes, last.lightening);
  if (!last.registered) return bytes;
  kv::AppendBigEndian(bytes,
                      static_cast<std::uint32_t>(last.registered->status));
  return bytes + last.registered->name_sha256;
}

absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes) {
  const bool registered = bytes.size() >= kRegisteredBytes;
  const std::size_t positions =
      registered ? bytes.size() - kRegisteredBytes : bytes.size();
  if (positions != kPositionsBytes && positions != kEarlierPositionsBytes) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT,
                       "a subject's last changes cannot be read");
  }
  LastChanges last;
  last.stopping = kv::ReadBigEndian<std::uint64_t>(bytes);
  last.counting = kv::ReadBigEndian<std::uint64_t>(bytes.substr(kNumberBytes));
  if (positions == kPositionsBytes) {
    last.lightening =
        kv::ReadBigEndian<std::uint64_t>(bytes.substr(kEarlierPositionsBytes));
  }
  if (!registered) return last;
  const absl::string_view rest = bytes.substr(positions);
  last.registered = Registered{
      static_cast<RegistrationStatus>(kv::ReadBigEndian<std::uint32_t>(rest)),
      std::string(rest.substr(kStatusBytes))};
  return last;
}

}  // namespace creditproof::verification
