#include "services/report_rendering/report_index.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::report_rendering {
namespace {

constexpr absl::string_view kReleased = "released/";
constexpr absl::string_view kKeep = "keep/";
constexpr std::size_t kTimeBytes = 8;

std::string ListPrefix(const CreditCode& code) {
  return absl::StrCat(kReleased, code.text());
}

std::uint64_t Seconds(const google::protobuf::Timestamp& time) {
  return static_cast<std::uint64_t>(time.seconds());
}

std::string ListKey(const ReportName& name, const report::v1::Report& report) {
  return absl::StrCat(ListPrefix(name.code),
                      kv::BigEndian(~Seconds(report.issue_time())),
                      name.number.text());
}

std::string KeepKey(const ReportName& name, const report::v1::Report& report) {
  return absl::StrCat(kKeep, kv::BigEndian(Seconds(report.keep_until_time())),
                      name.key());
}

// What every key of a report that was issued before `end` is greater than.
std::string PlaceBefore(const CreditCode& code, absl::Time end) {
  if (end == absl::InfiniteFuture()) return "";
  const absl::Time latest = end - absl::Nanoseconds(1);
  const std::int64_t seconds =
      std::max<std::int64_t>(0, absl::ToUnixSeconds(latest));
  return absl::StrCat(ListPrefix(code),
                      kv::BigEndian(~static_cast<std::uint64_t>(seconds)));
}

}  // namespace

void ReportIndex::Add(const ReportName& name, const report::v1::Report& report,
                      kv::Batch& batch) const {
  batch.Put(family_, ListKey(name, report), "");
  if (!report.has_keep_until_time()) return;
  batch.Put(family_, KeepKey(name, report), "");
}

void ReportIndex::RemoveFromKept(const ReportName& name,
                                 const report::v1::Report& report,
                                 kv::Batch& batch) const {
  batch.Delete(family_, KeepKey(name, report));
}

absl::StatusOr<std::vector<ReportIndex::Listed>> ReportIndex::List(
    const CreditCode& code, absl::string_view after, absl::Time start,
    absl::Time end, std::size_t most) const {
  const std::string prefix = ListPrefix(code);
  const std::string from = std::max(std::string(after), PlaceBefore(code, end));
  std::vector<Listed> listed;
  absl::Status parsed;
  RETURN_IF_ERROR(store_.Scan(
      family_, prefix, from, [&](absl::string_view key, absl::string_view) {
        const absl::string_view rest = key.substr(prefix.size());
        const auto seconds =
            static_cast<std::int64_t>(~kv::ReadBigEndian<std::uint64_t>(rest));
        if (absl::FromUnixSeconds(seconds) < start) return false;
        absl::StatusOr<ReportName> name = ReportName::FromKey(
            absl::StrCat(code.text(), rest.substr(kTimeBytes)));
        parsed = name.status();
        if (!name.ok()) return false;
        listed.push_back({std::string(key), *std::move(name)});
        return listed.size() < most;
      }));
  RETURN_IF_ERROR(parsed);
  return listed;
}

absl::StatusOr<std::vector<ReportName>> ReportIndex::Due(
    absl::Time now, std::size_t most) const {
  std::vector<ReportName> due;
  absl::Status parsed;
  RETURN_IF_ERROR(store_.Scan(
      family_, kKeep, "", [&](absl::string_view key, absl::string_view) {
        const absl::string_view rest = key.substr(kKeep.size());
        const auto seconds =
            static_cast<std::int64_t>(kv::ReadBigEndian<std::uint64_t>(rest));
        if (absl::FromUnixSeconds(seconds) > now) return false;
        absl::StatusOr<ReportName> name =
            ReportName::FromKey(rest.substr(kTimeBytes));
        parsed = name.status();
        if (!name.ok()) return false;
        due.push_back(*std::move(name));
        return due.size() < most;
      }));
  RETURN_IF_ERROR(parsed);
  return due;
}

}  // namespace creditproof::report_rendering
