#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"

namespace creditproof::record {
namespace {

struct Beginning {
  absl::string_view text;
  RegistrationStatus status;
};

// How the registries begin their texts for each status. The first that fits
// decides, so 吊销，已注销 stands before 吊销.
constexpr Beginning kBeginnings[] = {
    {"存续", v1::REGISTRATION_STATUS_ACTIVE},
    {"在业", v1::REGISTRATION_STATUS_ACTIVE},
    {"开业", v1::REGISTRATION_STATUS_ACTIVE},
    {"在营", v1::REGISTRATION_STATUS_ACTIVE},
    {"在册", v1::REGISTRATION_STATUS_ACTIVE},
    {"正常", v1::REGISTRATION_STATUS_ACTIVE},
    {"迁入", v1::REGISTRATION_STATUS_ACTIVE},
    {"歇业", v1::REGISTRATION_STATUS_ACTIVE},
    {"吊销，已注销", v1::REGISTRATION_STATUS_DEREGISTERED},
    {"吊销,已注销", v1::REGISTRATION_STATUS_DEREGISTERED},
    {"吊销已注销", v1::REGISTRATION_STATUS_DEREGISTERED},
    {"吊销", v1::REGISTRATION_STATUS_REVOKED},
    {"责令关闭", v1::REGISTRATION_STATUS_REVOKED},
    {"注销", v1::REGISTRATION_STATUS_DEREGISTERED},
    {"已注销", v1::REGISTRATION_STATUS_DEREGISTERED},
    {"撤销", v1::REGISTRATION_STATUS_DEREGISTERED},
    {"迁出", v1::REGISTRATION_STATUS_MOVED_OUT},
    {"已迁出", v1::REGISTRATION_STATUS_MOVED_OUT},
};

}  // namespace

absl::StatusOr<RegistrationStatus> ParseRegistrationStatus(
    absl::string_view text) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  for (const Beginning& beginning : kBeginnings) {
    if (absl::StartsWith(trimmed, beginning.text)) return beginning.status;
  }
  RegistrationStatus status{};
  const std::string identifier =
      absl::StrCat("REGISTRATION_STATUS_", absl::AsciiStrToUpper(trimmed));
  if (v1::RegistrationStatus_Parse(identifier, &status) &&
      status != v1::REGISTRATION_STATUS_UNSPECIFIED) {
    return status;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("“", trimmed, "”不是登记状态（存续、吊销、注销、迁出）"));
}

}  // namespace creditproof::record
