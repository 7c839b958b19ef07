#include "libs/intake/amount_cell.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/intake/cell_text.h"

namespace creditproof::intake {
namespace {

constexpr std::size_t kMaxWholeDigits = 12;
constexpr std::size_t kMaxDecimals = 6;

bool IsDigits(absl::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

absl::Status Refused(absl::string_view text, absl::string_view advice) {
  return absl::InvalidArgumentError(absl::StrCat(
      Excerpt(text), "不是以万元为单位、至多6位小数的金额：", advice));
}

}  // namespace

absl::StatusOr<std::string> ReadAmount(absl::string_view text) {
  if (absl::StrContains(text, ",") || absl::StrContains(text, "，")) {
    return Refused(text, "请去掉千分位逗号，例如写成1234.5");
  }
  if (absl::StrContains(text, "元")) {
    return Refused(text, "请只填数字，不写单位；2000元应写成0.2");
  }
  const std::size_t point = text.find('.');
  absl::string_view whole = text.substr(0, point);
  absl::string_view decimals =
      point == absl::string_view::npos ? "0" : text.substr(point + 1);
  if (!IsDigits(whole) || !IsDigits(decimals)) {
    return Refused(text, "请只填数字和小数点，例如0.2");
  }
  while (whole.size() > 1 && whole[0] == '0') whole.remove_prefix(1);
  while (!decimals.empty() && decimals.back() == '0') decimals.remove_suffix(1);
  if (whole.size() > kMaxWholeDigits || decimals.size() > kMaxDecimals) {
    return Refused(text, "位数过多，请核对单位是否为万元");
  }
  return absl::StrCat(whole, decimals.empty() ? "" : ".", decimals);
}

}  // namespace creditproof::intake
