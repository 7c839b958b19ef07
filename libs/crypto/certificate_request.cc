#include "libs/crypto/certificate_request.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <optional>

#include "libs/crypto/algorithm.h"
#include "libs/crypto/openssl.h"
#include "libs/crypto/signing.h"

namespace creditproof::crypto {
namespace {

using Request = Handle<X509_REQ, X509_REQ_free>;
using Context = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using Name = Handle<X509_NAME, X509_NAME_free>;

bool AddEntry(X509_NAME& name, const char* field, absl::string_view text) {
  return X509_NAME_add_entry_by_txt(&name, field, MBSTRING_UTF8, Bytes(text),
                                    static_cast<int>(text.size()), -1, 0) == 1;
}

bool SetSubject(X509_REQ& request, absl::string_view organisation) {
  const Name name(X509_NAME_new());
  return name && AddEntry(*name, "C", "CN") &&
         AddEntry(*name, "O", organisation) &&
         AddEntry(*name, "CN", organisation) &&
         X509_REQ_set_subject_name(&request, name.get()) == 1;
}

bool Sign(X509_REQ& request, EVP_PKEY& key, Algorithm algorithm) {
  const Context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* inner = nullptr;
  return X509_REQ_set_pubkey(&request, &key) == 1 &&
         EVP_DigestSignInit_ex(context.get(), &inner, DigestName(algorithm),
                               nullptr, nullptr, &key, nullptr) == 1 &&
         Prepare(inner, algorithm) &&
         X509_REQ_sign_ctx(&request, context.get()) > 0;
}

}  // namespace

absl::StatusOr<std::string> MakeCertificateRequest(
    absl::string_view key_pem, absl::string_view organisation) {
  const auto in = ReadFrom(key_pem);
  const KeyHandle key(
      PEM_read_bio_PrivateKey(in.get(), nullptr, NoPassword, nullptr));
  const auto algorithm = key ? AlgorithmOf(*key) : std::nullopt;
  if (!algorithm) return Rejected("this is no PEM private key of ours");

  const Request request(X509_REQ_new());
  Require(request != nullptr);
  if (!SetSubject(*request, organisation)) {
    return Rejected("a name has 1 to 64 characters");
  }
  Require(Sign(*request, *key, *algorithm));
  const Handle<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
  Require(out && PEM_write_bio_X509_REQ(out.get(), request.get()) == 1);
  return Written(out.get());
}

}  // namespace creditproof::crypto
