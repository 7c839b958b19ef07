// Certificates for tests of mutual TLS, made by the openssl command.
#pragma once

#include <filesystem>
#include <string>

#include "creditproof/config/v1/config.pb.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::rpc {

// An authority of its own in a folder of its own.
class TestIdentities {
 public:
  TestIdentities();

  // A certificate with the DNS name `name`. File names are relative to
  // folder().
  config::v1::Tls Make(const std::string& name) const;

  const std::filesystem::path& folder() const { return directory_.path(); }

 private:
  testing::TempDirectory directory_;
};

}  // namespace creditproof::rpc
