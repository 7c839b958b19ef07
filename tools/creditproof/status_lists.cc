#include "tools/creditproof/status_lists.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/public_keys.h"

namespace creditproof::tool {
namespace {

using status_list::StatusList;

// Some hundred million reports.
constexpr std::size_t kMostBytes = 64 << 20;

// Clocks of those who verify off line may be a little behind.
constexpr absl::Duration kClockSkew = absl::Minutes(5);

std::string ChinaText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", time, base::ChinaTime());
}

std::string AgeText(absl::Duration age) {
  const auto minutes = absl::ToInt64Minutes(age);
  if (minutes < 1) return "刚刚";
  if (minutes < 60) return absl::StrCat(minutes, " 分钟前");
  return absl::StrCat(minutes / 60, " 小时前");
}

absl::Status Unusable(absl::string_view what, const absl::Status& why) {
  return absl::Status(why.code(), absl::StrCat(what, ": ", why.message()));
}

absl::Status CheckTimes(const StatusList& list, absl::Time now) {
  if (now >= list.end) {
    return absl::InvalidArgumentError(absl::StrCat(
        "状态清单已于 ", ChinaText(list.end),
        " 失效，请用 creditproof status-list 重新获取 / the status list is "
        "outdated"));
  }
  if (list.made <= now + kClockSkew) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "状态清单的时间 ", ChinaText(list.made),
      " 晚于核验时刻，请校准时钟，或核对 --at / the status list is from the "
      "future"));
}

}  // namespace

absl::StatusOr<StatusLists> StatusLists::Read(const std::filesystem::path& file,
                                              const std::filesystem::path& keys,
                                              absl::Time now) {
  const absl::StatusOr<std::string> bytes = base::ReadFile(file, kMostBytes);
  if (!bytes.ok()) {
    return Unusable("打不开状态清单，请核对文件名和读取权限 / no status list",
                    bytes.status());
  }
  const auto public_keys = crypto::LoadPublicKeys(keys / "status");
  if (!public_keys.ok()) {
    return Unusable("公钥目录里没有核验状态清单的公钥，请向平台索取完整的目录",
                    public_keys.status());
  }
  auto lists = status_list::ReadStatusLists(*bytes, *public_keys);
  if (!lists.ok()) {
    return Unusable(absl::StrCat("状态清单不能使用，请重新获取 / no status "
                                 "list of this platform: ",
                                 file.c_str()),
                    lists.status());
  }
  for (const StatusList& list : *lists) {
    RETURN_IF_ERROR(CheckTimes(list, now));
  }
  return StatusLists(*std::move(lists), now);
}

// Of two lists of one partition the newer counts.
StatusLists::Found StatusLists::Find(std::uint32_t status_index) const {
  const StatusList* covering = nullptr;
  for (const StatusList& list : lists_) {
    const bool covers =
        list.sections.contains(status_index % list.partition_count);
    const bool newer = covering == nullptr || covering->made < list.made;
    if (covers && newer) covering = &list;
  }
  const StatusList& list = covering == nullptr ? lists_.front() : *covering;
  Found found{Standing::kNotListed, list.made,
              absl::StrCat(ChinaText(list.made), "（",
                           AgeText(now_ - list.made), "）")};
  if (covering == nullptr) return found;
  const status_list::Bits& bits =
      list.sections.at(status_index % list.partition_count);
  const std::uint32_t place = status_index / list.partition_count;
  if (place >= bits.size()) return found;
  found.standing = bits[place] ? Standing::kFallen : Standing::kStands;
  return found;
}

bool StatusLists::Distrusts(absl::string_view key_fingerprint) const {
  return std::any_of(lists_.begin(), lists_.end(), [&](const StatusList& list) {
    return std::any_of(list.keys.begin(), list.keys.end(),
                       [&](const auto& key) {
                         return key.fingerprint == key_fingerprint &&
                                key.state != keys::State::kActive &&
                                key.state != keys::State::kRetired;
                       });
  });
}

}  // namespace creditproof::tool
