#include "services/verification/last_changes.h"

#include <algorithm>
#include <utility>

#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/kv/big_endian.h"

namespace creditproof::verification {
namespace {

using changelog::v1::Change;

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
constexpr std::size_t kPositionsBytes = 2 * kNumberBytes;
constexpr std::size_t kBarBytes = sizeof(std::uint32_t);
constexpr std::uint32_t kNoLastDay = ~0U;
constexpr absl::CivilDay kEpoch(1970, 1, 1);

bool ListsRecords(const report::v1::ReportData& data) {
  return data.outcome() != report::v1::ReportData::OUTCOME_CLEAN;
}

// What cannot be read ends nothing.
absl::CivilDay LastDayOf(const changelog::v1::SubjectBarred& barred) {
  if (barred.until_date().empty()) return absl::CivilDay::max();
  return base::ParseDate(barred.until_date()).value_or(absl::CivilDay::max());
}

std::string EncodeBar(const Bar& bar) {
  const bool ends = bar.last_day != absl::CivilDay::max();
  return kv::BigEndian(ends ? static_cast<std::uint32_t>(bar.last_day - kEpoch)
                            : kNoLastDay);
}

Bar DecodeBar(absl::string_view bytes) {
  const auto days = kv::ReadBigEndian<std::uint32_t>(bytes);
  return {days == kNoLastDay ? absl::CivilDay::max() : kEpoch + days};
}

}  // namespace

bool IsBarred(const LastChanges& last, absl::CivilDay today) {
  return last.bar.has_value() && last.bar->last_day >= today;
}

// A follower passes on no kind that it does not know; if it did, better a
// report too few than a wrong one.
void Note(const Change& change, std::uint64_t position, LastChanges& last) {
  switch (change.kind_case()) {
    case Change::kRegistration:
    case Change::kRecordPut:
    case Change::kRecordReinstated:
    case Change::kRecordObjected:
    case Change::kHoldPlaced:
    case Change::kMismatchOpened:
    case Change::KIND_NOT_SET:
      last.stopping = position;
      return;
    case Change::kSubjectBarred:
      last.bar = Bar{LastDayOf(change.subject_barred())};
      last.stopping = position;
      return;
    case Change::kSubjectUnbarred:
      last.bar.reset();
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

std::string EncodeLastChanges(const LastChanges& last) {
  std::string bytes = kv::BigEndian(last.stopping);
  kv::AppendBigEndian(bytes, last.lightening);
  if (last.bar) bytes += EncodeBar(*last.bar);
  return bytes;
}

absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes) {
  if (bytes.size() != kPositionsBytes &&
      bytes.size() != kPositionsBytes + kBarBytes) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT,
                       "a subject's last changes cannot be read");
  }
  LastChanges last;
  last.stopping = kv::ReadBigEndian<std::uint64_t>(bytes);
  last.lightening =
      kv::ReadBigEndian<std::uint64_t>(bytes.substr(kNumberBytes));
  if (bytes.size() > kPositionsBytes) {
    last.bar = DecodeBar(bytes.substr(kPositionsBytes));
  }
  return last;
}

}  // namespace creditproof::verification
