#include "services/gateway/sealed_cookie.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/token/jose.h"
#include "services/gateway/cookie.h"

namespace creditproof::gateway {

SealedCookie::SealedCookie(absl::string_view base_name,
                           absl::string_view context,
                           const crypto::Sealer& sealer, bool secure)
    : name_(CookieName(base_name, secure)),
      context_(context),
      sealer_(sealer),
      secure_(secure) {}

std::string SealedCookie::Set(absl::string_view text, absl::Time end,
                              absl::Time now) const {
  const auto sealed =
      sealer_.Seal(context_, absl::StrCat(absl::ToUnixSeconds(end), " ", text));
  if (!sealed.ok()) return Remove();
  return SetCookie(name_, absl::WebSafeBase64Escape(*sealed),
                   std::max(end - now, absl::ZeroDuration()), secure_);
}

std::string SealedCookie::Remove() const {
  return SetCookie(name_, "", absl::ZeroDuration(), secure_);
}

std::optional<SealedCookie::Opened> SealedCookie::Open(
    absl::string_view cookies, absl::Time now) const {
  const auto value = FindCookie(cookies, name_);
  const auto sealed = token::ReadBase64Url(value.value_or(""));
  if (!sealed) return {};
  const auto plain = sealer_.Open(context_, *sealed);
  if (!plain.ok()) return {};
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(*plain, absl::MaxSplits(' ', 1));
  std::int64_t end = 0;
  if (!absl::SimpleAtoi(parts.first, &end)) return {};
  Opened opened{parts.second, absl::FromUnixSeconds(end)};
  if (opened.end <= now) return {};
  return opened;
}

bool SealedCookie::IsIn(absl::string_view cookies) const {
  return FindCookie(cookies, name_).has_value();
}

}  // namespace creditproof::gateway
