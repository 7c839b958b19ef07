#include "services/verification/last_changes.h"

#include <algorithm>
#include <utility>

#include "libs/base/date.h"
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
constexpr std::size_t kBarBytes = kNumberBytes + sizeof(std::uint32_t);
constexpr std::uint32_t kNoLastDay = ~0U;
constexpr absl::CivilDay kEpoch(1970, 1, 1);

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

// What cannot be read ends nothing.
absl::CivilDay LastDayOf(const changelog::v1::SubjectBarred& barred) {
  if (barred.until_date().empty()) return absl::CivilDay::max();
  return base::ParseDate(barred.until_date()).value_or(absl::CivilDay::max());
}

std::string EncodeBar(const Bar& bar) {
  std::string bytes = kv::BigEndian(bar.position);
  const bool ends = bar.last_day != absl::CivilDay::max();
  kv::AppendBigEndian(
      bytes,
      ends ? static_cast<std::uint32_t>(bar.last_day - kEpoch) : kNoLastDay);
  return bytes;
}

Bar DecodeBar(absl::string_view bytes) {
  const auto days =
      kv::ReadBigEndian<std::uint32_t>(bytes.substr(kNumberBytes));
  return {kv::ReadBigEndian<std::uint64_t>(bytes),
          days == kNoLastDay ? absl::CivilDay::max() : kEpoch + days};
}

}  // namespace

bool IsBarred(const LastChanges& last, absl::CivilDay today) {
  return last.bar.has_value() && last.bar->last_day >= today;
}

// A follower passes on no kind that it does not know; if it did, better a
// report too few than a wrong one.
void Note(const Change& change, std::uint64_t position, LastChanges& last) {
  switch (change.kind_case()) {
    case Change::kRecordPut:
    case Change::kRecordReinstated:
    case Change::kRecordObjected:
    case Change::kHoldPlaced:
    case Change::KIND_NOT_SET:
      last.counting = position;
      last.stopping = position;
      return;
    case Change::kSubjectBarred:
      last.bar = Bar{position, LastDayOf(change.subject_barred())};
      last.stopping = position;
      return;
    case Change::kSubjectUnbarred:
      last.bar.reset();
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
    case Change::kReportRevoked:  // of one report, not of the subject
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
                           const report::v1::ReportData& data,
                           absl::CivilDay today) {
  const std::uint64_t barred = IsBarred(last, today) ? last.bar->position : 0;
  const std::uint64_t lighter = ListsRecords(data) ? last.lightening : 0;
  return std::max({last.counting, barred, lighter});
}

std::string EncodeLastChanges(const LastChanges& last) {
  std::string bytes = kv::BigEndian(last.stopping);
  kv::AppendBigEndian(bytes, last.counting);
  kv::AppendBigEndian(bytes, last.lightening);
  if (last.registered) {
    kv::AppendBigEndian(bytes,
                        static_cast<std::uint32_t>(last.registered->status));
    bytes += last.registered->name_sha256;
  }
  if (last.bar) bytes += EncodeBar(*last.bar);
  return bytes;
}

// Each of the parts that may be absent is of a length of its own, so that the
// whole length says which are there.
absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes) {
  const bool registered =
      bytes.size() >= kEarlierPositionsBytes + kRegisteredBytes;
  const std::size_t rest = bytes.size() - (registered ? kRegisteredBytes : 0);
  const bool barred = rest == kPositionsBytes + kBarBytes;
  const std::size_t positions = barred ? kPositionsBytes : rest;
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
  if (registered) {
    const absl::string_view of_name = bytes.substr(positions, kRegisteredBytes);
    last.registered = Registered{static_cast<RegistrationStatus>(
                                     kv::ReadBigEndian<std::uint32_t>(of_name)),
                                 std::string(of_name.substr(kStatusBytes))};
  }
  if (barred) last.bar = DecodeBar(bytes.substr(bytes.size() - kBarBytes));
  return last;
}

}  // namespace creditproof::verification
