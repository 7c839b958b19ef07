// A real time stamp authority (RFC 3161), of OpenSSL: for tests.
#pragma once

#include <string>

#include "libs/testing/temp_directory.h"

namespace creditproof::testing {

// Answers of `openssl ts`. Not thread-safe.
class TimeStampAuthority {
 public:
  // PEM: the certificate, for time stamps alone, and its private key.
  TimeStampAuthority(const std::string& certificate, const std::string& key);

  // A TimeStampResp to a TimeStampReq, both DER.
  std::string Reply(const std::string& request) const;

 private:
  std::string File(const std::string& name) const {
    return directory_.path() / name;
  }

  const TempDirectory directory_;
};

}  // namespace creditproof::testing
