#include "libs/rpc/test_identities.h"

#include <catch2/catch.hpp>
#include <cstdlib>

namespace creditproof::rpc {
namespace {

// Makes NAME.key and NAME.pem in `folder`.
void MakeCertificate(const std::filesystem::path& folder,
                     const std::string& name, const std::string& more) {
  const std::string command =
      "cd '" + folder.string() +
      "' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256"
      " -nodes -days 1 -subj /CN=" +
      name + " -addext subjectAltName=DNS:" + name + " -keyout " + name +
      ".key -out " + name + ".pem " + more + " 2>/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
}

}  // namespace

TestIdentities::TestIdentities() { MakeCertificate(folder(), "authority", ""); }

config::v1::Tls TestIdentities::Make(const std::string& name) const {
  MakeCertificate(folder(), name, "-CA authority.pem -CAkey authority.key");
  config::v1::Tls tls;
  tls.set_ca_file("authority.pem");
  tls.set_cert_file(name + ".pem");
  tls.set_key_file(name + ".key");
  return tls;
}

}  // namespace creditproof::rpc
