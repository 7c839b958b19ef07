#include "libs/audit/retention.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/audit/chain.h"
#include "libs/audit/page_key.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

using google::protobuf::util::TimeUtil;

constexpr std::uint32_t kLeastMonths = 6;
constexpr std::uint32_t kMostMonths = 1200;

// Of one commit: a checker may wait for it.
constexpr std::size_t kMostPages = 4096;
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

bool MayGo(const v1::AuditPage& page, int keep_months, absl::Time now) {
  return std::all_of(page.entries().begin(), page.entries().end(),
                     [&](const v1::AuditEntry& entry) {
                       const absl::Time written = absl::FromUnixMicros(
                           TimeUtil::TimestampToMicroseconds(entry.time()));
                       return KeptUntil(written, keep_months) <= now;
                     });
}

}  // namespace

absl::StatusOr<Retention> RetentionBy(const config::v1::Audit& config,
                                      base::Clock clock) {
  const std::uint32_t months = config.keep_months();
  if (months == 0) return Retention();
  if (months >= kLeastMonths && months <= kMostMonths) {
    return Retention{static_cast<int>(months), std::move(clock)};
  }
  return absl::InvalidArgumentError(
      absl::StrCat("audit.keep_months: is ", months, "; the law asks for ",
                   kLeastMonths, " at least (网络安全法), and ", kMostMonths,
                   " is the most; without "
                   "`audit` all is kept"));
}

absl::Time KeptUntil(absl::Time time, int months) {
  const absl::TimeZone china = base::ChinaTime();
  const absl::CivilSecond written = absl::ToCivilSecond(time, china);
  // Rounded up by a second; a day that the month lacks becomes one behind it.
  return absl::FromCivil(
      absl::CivilSecond(written.year(), written.month() + months, written.day(),
                        written.hour(), written.minute(), written.second() + 1),
      china);
}

absl::StatusOr<Pruning> PlanPruning(const kv::Store& store, kv::Family family,
                                    const v1::TrailStart& start,
                                    int keep_months, absl::Time now) {
  Pruning pruning;
  pruning.start = start;
  pruning.all = true;
  std::size_t bytes_read = 0;
  absl::Status read;
  RETURN_IF_ERROR(store.Scan(
      family, kChain, kv::BigEndian(start.removed().sequence()),
      [&](absl::string_view key, absl::string_view bytes) {
        if (!IsPage(key)) return true;
        const absl::StatusOr<v1::AuditPage> page = ParsePage(key, bytes);
        read = page.status();
        if (!read.ok() || !MayGo(*page, keep_months, now)) return false;
        bytes_read += bytes.size();
        pruning.pages.emplace_back(key.data(), key.size());
        *pruning.start.mutable_removed() = PointOf(*page, bytes);
        pruning.all =
            pruning.pages.size() < kMostPages && bytes_read < kMostBytes;
        return pruning.all;
      }));
  RETURN_IF_ERROR(read);
  *pruning.start.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  pruning.start.set_keep_months(static_cast<std::uint32_t>(keep_months));
  return pruning;
}

}  // namespace creditproof::audit
