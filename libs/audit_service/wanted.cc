#include "libs/audit_service/wanted.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"

namespace creditproof::audit {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr std::size_t kMaxPurposeBytes = 600;

absl::Time ToTime(const Timestamp& time) {
  return absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time));
}

absl::Status CheckTime(absl::string_view field, const Timestamp& time) {
  if (time.seconds() >= TimeUtil::kTimestampMinSeconds &&
      time.seconds() <= TimeUtil::kTimestampMaxSeconds && time.nanos() >= 0 &&
      time.nanos() < 1'000'000'000) {
    return absl::OkStatus();
  }
  return base::InvalidField(field, "is no time of years 1 to 9999");
}

// Both as 8 bytes.
std::string Key(std::uint64_t after, std::uint64_t last) {
  return absl::StrCat(kv::BigEndian(after), kv::BigEndian(last));
}

absl::Status ReadKey(absl::string_view key, Wanted& wanted) {
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  if (key.empty()) return absl::OkStatus();
  if (key.size() != 2 * kBytes) {
    return base::InvalidField("page_token", "is not from this list");
  }
  wanted.after = kv::ReadBigEndian<std::uint64_t>(key);
  wanted.last = kv::ReadBigEndian<std::uint64_t>(key.substr(kBytes));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Wanted> Wanted::Parse(const v1::ListEntriesRequest& request) {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(request.parent());
  if (!code.ok()) {
    return base::InvalidField("parent", code.status().message());
  }
  if (request.purpose().size() > kMaxPurposeBytes) {
    return base::InvalidField("purpose", "is longer than 600 bytes");
  }
  RETURN_IF_ERROR(CheckTime("start_time", request.start_time()));
  RETURN_IF_ERROR(CheckTime("end_time", request.end_time()));
  const absl::Time from = request.has_start_time()
                              ? ToTime(request.start_time())
                              : absl::InfinitePast();
  const absl::Time until = request.has_end_time() ? ToTime(request.end_time())
                                                  : absl::InfiniteFuture();
  if (until <= from) {
    return base::InvalidField("end_time", "is not after start_time");
  }
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(request.page_size(), request.page_token(),
                                  record::SubjectName(*code)));
  Wanted wanted{
      *std::move(code), from, until,
      page.size,        0,    std::numeric_limits<std::uint64_t>::max()};
  RETURN_IF_ERROR(ReadKey(page.after, wanted));
  return wanted;
}

absl::StatusOr<v1::ListEntriesResponse> Wanted::Read(const Trail& trail) const {
  const std::uint64_t end = std::min(last, trail.durable_sequence());
  ASSIGN_OR_RETURN(Trail::About about,
                   trail.ReadAbout(code.text(), after, size, end));
  v1::ListEntriesResponse response;
  for (v1::AuditEntry& entry : about.entries) {
    const absl::Time time = ToTime(entry.time());
    if (time < from || time >= until) continue;
    *response.add_entries() = std::move(entry);
  }
  if (about.more) {
    response.set_next_page_token(
        rpc::PageToken(Key(about.searched, end), record::SubjectName(code)));
  }
  return response;
}

}  // namespace creditproof::audit
