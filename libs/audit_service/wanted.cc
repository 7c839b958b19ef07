#include "libs/audit_service/wanted.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

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
  if (TimeUtil::IsTimestampValid(time)) return absl::OkStatus();
  return base::InvalidField(field, "is no time of years 1 to 9999");
}

absl::StatusOr<std::uint64_t> After(const rpc::Page& page) {
  if (page.after.empty()) return 0;
  if (page.after.size() == sizeof(std::uint64_t)) {
    return kv::ReadBigEndian<std::uint64_t>(page.after);
  }
  return base::InvalidField("page_token", "is not from this list");
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
  ASSIGN_OR_RETURN(const std::uint64_t after, After(page));
  return Wanted{*std::move(code), from, until, page.size, after};
}

absl::StatusOr<v1::ListEntriesResponse> Wanted::Read(const Trail& trail) const {
  ASSIGN_OR_RETURN(Trail::About about,
                   trail.ReadAbout(code.text(), after, size));
  v1::ListEntriesResponse response;
  for (v1::AuditEntry& entry : about.entries) {
    const absl::Time time = ToTime(entry.time());
    if (time < from || time >= until) continue;
    *response.add_entries() = std::move(entry);
  }
  if (about.more) {
    response.set_next_page_token(rpc::PageToken(kv::BigEndian(about.searched),
                                                record::SubjectName(code)));
  }
  return response;
}

}  // namespace creditproof::audit
