// A cookie that only the gateway can read or make, good until some moment.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/sealer.h"

namespace creditproof::gateway {

// Thread-safe.
class SealedCookie {
 public:
  struct Opened {
    std::string text;
    absl::Time end;  // in whole seconds
  };

  // `context` is sealed with it: a cookie of one kind is none of another.
  // `secure`: for browsers that come by https. All must outlive it.
  SealedCookie(absl::string_view base_name, absl::string_view context,
               const crypto::Sealer& sealer, bool secure);

  // Values of set-cookie.
  std::string Set(absl::string_view text, absl::Time end, absl::Time now) const;
  std::string Remove() const;

  // From the value of the field `cookie`. Nothing when there is none of ours
  // that still holds at `now`.
  std::optional<Opened> Open(absl::string_view cookies, absl::Time now) const;

  // Whether one of its name is there, good or not.
  bool IsIn(absl::string_view cookies) const;

 private:
  const std::string name_;
  const absl::string_view context_;
  const crypto::Sealer& sealer_;
  const bool secure_;
};

}  // namespace creditproof::gateway
