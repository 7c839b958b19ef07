#include "libs/testing/time_stamp_authority.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/testing/process.h"

namespace creditproof::testing {
namespace {

void Must(bool ok, const std::string& what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

}  // namespace

TimeStampAuthority::TimeStampAuthority(const std::string& certificate,
                                       const std::string& key) {
  const std::string config = absl::StrCat(
      "[tsa]\ndefault_tsa = it\n[it]\nserial = ", File("serial"),
      "\nsigner_cert = ", File("certificate"), "\nsigner_key = ", File("key"),
      "\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n"
      "digests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n");
  Must(base::WriteFile(File("config"), config).ok() &&
           base::WriteFile(File("serial"), "01\n").ok() &&
           base::WriteFile(File("certificate"), certificate).ok() &&
           base::WriteFile(File("key"), key).ok(),
       "no folder for a time stamp authority");
}

std::string TimeStampAuthority::Reply(const std::string& request) const {
  Must(base::WriteFile(File("request"), request).ok(), "no request written");
  const Ended ended =
      Run({"/usr/bin/openssl", "ts", "-reply", "-config", File("config"),
           "-queryfile", File("request"), "-out", File("reply")});
  const absl::StatusOr<std::string> reply = base::ReadFile(File("reply"));
  Must(ended.exit_status == 0 && reply.ok(), ended.err);
  return *reply;
}

}  // namespace creditproof::testing
