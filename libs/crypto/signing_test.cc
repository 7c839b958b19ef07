#include "libs/crypto/signing.h"

#include <openssl/bn.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/crypto/ecdsa_form.h"

namespace creditproof::crypto {
namespace {

using absl::HexStringToBytes;

// RFC 6979 A.2.5: the P-256 key, and with SHA-256 the signatures of "sample"
// and "test". The first has a high s, the second a low one.
constexpr absl::string_view kRfcPoint =
    "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
    "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
constexpr absl::string_view kRfcSample =
    "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
    "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8";
constexpr absl::string_view kRfcTest =
    "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
    "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083";

// GB/T 32918.5-2017, annex A.2: the key, and its signature of "message digest".
constexpr absl::string_view kGbPoint =
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
constexpr absl::string_view kGbSignature =
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";
constexpr absl::string_view kSm2Order =
    "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123";

// SubjectPublicKeyInfo of P-256 and of SM2, up to the point.
constexpr absl::string_view kSpkiStart =
    "3059301306072A8648CE3D020106082A8648CE3D03010703420004";
constexpr absl::string_view kSm2SpkiStart =
    "3059301306072A8648CE3D020106082A811CCF5501822D03420004";

constexpr absl::string_view kP384Public =
    "-----BEGIN PUBLIC KEY-----\n"
    "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEavTcC8d2+/BzeAghGJfBnxEKw4AeqmO6\n"
    "I39zENiueG+fl1sGtqzersjVXk35eixirKhe/NjMlBl2qL9clxSlLK2tBCrOzWPT\n"
    "tNbe964mgeIIlrI699h0ThMD9Fw56q53\n"
    "-----END PUBLIC KEY-----\n";
constexpr absl::string_view kP384Private =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDD0Kjzw/VKcR+BjJFVB\n"
    "vCJN3Gfv3etwdircN7nNTN5gYLJA9FKcOd1f0IMQB3xOj0qhZANiAARq9NwLx3b7\n"
    "8HN4CCEYl8GfEQrDgB6qY7ojf3MQ2K54b5+XWwa2rN6uyNVeTfl6LGKsqF782MyU\n"
    "GXaov1yXFKUsra0EKs7NY9O01t73riaB4giWsjr32HROEwP0XDnqrnc=\n"
    "-----END PRIVATE KEY-----\n";
constexpr absl::string_view kRsa1024Private =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAL2MM3TrZgp78dg4\n"
    "b8bjgHyAEoTFH834BMxk5Tk8hUvncuu/gHcSyfkWZj9zYvnqsG2I6UrdnXA3Zuga\n"
    "QmQqHzPnhTWNUuxQC1n4cm/x7mfNgG/KC6kWSvL/l3+sqiCvxC/6wnajswuAYHUy\n"
    "bL0WCULxIebmQz9eTf8C7t4w3BFFAgMBAAECgYAJOefPSx3+aKYO9kBKmAxLAxjj\n"
    "qYyww9/H6ylVLeL3HN71Jq8kHKAEJdj4Qa+RpqDL1Bw27q6ZJbk2lwCgS4SVNrrR\n"
    "oiUEmnWlcMBG6RH/e554Za4HUjXKrS3kG4I5QQ2Fij63qBcmGQKDnBbWpktbY60x\n"
    "F8zzc7DTp0NR37qFgQJBAOX4NKXwvaXCa0m0n78cA9/JCuBtvolBEjeg3WoXeQ0K\n"
    "qc+yJU2vPKkdqaZGyvtLEtI/p0YP7Agw34NnFtdXU7UCQQDTALIuRd+9hmmYSz4I\n"
    "spEPbOuPs6oCmNBU/63dRRJESZtfhu+vq61xnUStfyAT10BoqvloLpIKfsK4l0GR\n"
    "V2FRAkEA5GsnqBc519YHiNsevM0P0Ay5f/ehhGUcuiJPKlyMQPbxejnhMYs4PmYX\n"
    "JvA0F2wXErxk4oNYFz6sE7Gmj1fO7QJAGc1F/J6Sw4xCMVtSFKIxVt+M1p+ztGmX\n"
    "YC17x0kA+NS/aSkI+kRWC0Sd91FKTOLPf30YzoKTXTEvAn+MhwdWYQJAAcCCILhC\n"
    "WnDu/Nt4ENipQIL/m29FosAfu1axKcPb7wlU8fiI/QKYi0qz8Ik3jM3lkht6xPJG\n"
    "cHyQjhF6VHFrzw==\n"
    "-----END PRIVATE KEY-----\n";
constexpr absl::string_view kEncryptedPrivate =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjlv9p+DLkrDgICCAAw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEKQXdzzNRApEOkkrUmW8vkcEgZDd\n"
    "KzLxOxGzGtbqrVvYEqEZjLswWJsEOWLl+RGAtjY4xtn9ob2OM4UEGhJLishNs4qp\n"
    "XQH+HnBVrtxmuJY/9CVwIlpS4fQrjUfsCquxvukV5LVb2dh2BkhSBgp+b3U4p58p\n"
    "FmJE9MqZ1wejQWx0bdFJyp+t0hrHxRgGkljjumf+Vk9R1s6fnglGlXej8uqyia8=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";

std::string PublicPem(absl::string_view start, absl::string_view point) {
  const std::string der = HexStringToBytes(absl::StrCat(start, point));
  return absl::StrCat("-----BEGIN PUBLIC KEY-----\n", absl::Base64Escape(der),
                      "\n-----END PUBLIC KEY-----\n");
}

VerifyingKey RfcKey() {
  return VerifyingKey::FromPem(PublicPem(kSpkiStart, kRfcPoint)).value();
}

VerifyingKey GbKey() {
  return VerifyingKey::FromAnyPem(PublicPem(kSm2SpkiStart, kGbPoint)).value();
}

std::string TestKey(const char* name) {
  return base::ReadFile(std::filesystem::path(CREDITPROOF_VECTORS) / "keys" /
                        name)
      .value();
}

SigningKey RsaKey() {
  return SigningKey::FromAnyPem(TestKey("test-only-rsa-signer-key.pem"))
      .value();
}

SigningKey Sm2Key() {
  return SigningKey::FromAnyPem(TestKey("test-only-sm2-signer-key.pem"))
      .value();
}

SigningKey NewKey() {
  return SigningKey::FromPem(SigningKey::GeneratePem().value()).value();
}

// Of a signature r || s, (r, order - s).
std::string Twin(absl::string_view raw, absl::string_view order_hex) {
  BIGNUM* read = nullptr;
  BN_hex2bn(&read, std::string(order_hex).c_str());
  const Handle<BIGNUM, BN_free> order(read);
  const Handle<BIGNUM, BN_free> s(BN_bin2bn(Bytes(raw) + 32, 32, nullptr));
  std::string twin(raw);
  BN_sub(s.get(), order.get(), s.get());
  BN_bn2binpad(s.get(), Bytes(twin) + 32, 32);
  return twin;
}

TEST_CASE("The signatures of RFC 6979 verify") {
  const VerifyingKey key = RfcKey();
  CHECK(key.Verify("sample", HexStringToBytes(kRfcSample), SignatureForm::kRaw)
            .ok());
  CHECK(
      key.Verify("test", HexStringToBytes(kRfcTest), SignatureForm::kRaw).ok());
  CHECK(key.Verify("tent", HexStringToBytes(kRfcTest), SignatureForm::kRaw)
            .code() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE("The signature of GB/T 32918.5 verifies") {
  const VerifyingKey key = GbKey();
  const std::string signature = HexStringToBytes(kGbSignature);
  CHECK(key.algorithm() == Algorithm::kSm2);
  CHECK(
      key.VerifyStrict("message digest", signature, SignatureForm::kRaw).ok());
  CHECK_FALSE(key.Verify("message", signature, SignatureForm::kRaw).ok());
}

TEST_CASE("A key's id is the start of the digest of its DER") {
  CHECK(RfcKey().id() == HexStringToBytes("5a7a78cc"));
}

TEST_CASE("What a key signs verifies in either form, by a copy of it too") {
  const SigningKey key = NewKey();
  const VerifyingKey copy = key.verifying_key();
  const auto form = GENERATE(SignatureForm::kDer, SignatureForm::kRaw);
  const std::string message = GENERATE("", "message");

  const std::string signature = key.Sign(message, form).value();

  CHECK(copy.Verify(message, signature, form).ok());
  CHECK(copy.VerifyStrict(message, signature, form).ok());
  CHECK_FALSE(NewKey().verifying_key().Verify(message, signature, form).ok());
  CHECK_FALSE(copy.Verify(message + "x", signature, form).ok());
  if (form == SignatureForm::kRaw) CHECK(signature.size() == 64);
}

TEST_CASE("Keys of every algorithm sign what their own kind verifies") {
  for (const SigningKey& key : {NewKey(), RsaKey(), Sm2Key()}) {
    const std::string signature =
        key.Sign("message", SignatureForm::kDer).value();
    for (const SigningKey& other : {NewKey(), RsaKey(), Sm2Key()}) {
      const bool same = other.verifying_key().id() == key.verifying_key().id();
      CHECK(other.verifying_key()
                .VerifyStrict("message", signature, SignatureForm::kDer)
                .ok() == same);
    }
  }
}

TEST_CASE("RSA gives one signature, SM2 a fresh one each time") {
  const auto sign = [](const SigningKey& key) {
    return key.Sign("message", SignatureForm::kDer).value();
  };
  CHECK(sign(RsaKey()).size() == 256);
  CHECK(sign(RsaKey()) == sign(RsaKey()));
  CHECK(sign(Sm2Key()) != sign(Sm2Key()));
}

TEST_CASE("No altered bit of a signature of RSA or SM2 verifies") {
  const SigningKey key = GENERATE(0, 1) == 0 ? RsaKey() : Sm2Key();
  const std::string signature =
      key.Sign("message", SignatureForm::kDer).value();
  for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    std::string altered = signature;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    REQUIRE_FALSE(key.verifying_key()
                      .VerifyStrict("message", altered, SignatureForm::kDer)
                      .ok());
  }
  CHECK_FALSE(key.verifying_key()
                  .Verify("message", signature + '\0', SignatureForm::kDer)
                  .ok());
  CHECK_FALSE(key.verifying_key()
                  .Verify("message", '\0' + signature, SignatureForm::kDer)
                  .ok());
}

// What changes an ECDSA signature without its key does not change these.
TEST_CASE("A signature of SM2 has no twin, and no number beyond the order") {
  const VerifyingKey key = GbKey();
  const std::string own = HexStringToBytes(kGbSignature);
  const auto verifies = [&key](absl::string_view raw) {
    return key.VerifyStrict("message digest", raw, SignatureForm::kRaw).ok();
  };
  CHECK(verifies(own));
  CHECK_FALSE(verifies(Twin(own, kSm2Order)));
  const std::string order = HexStringToBytes(kSm2Order);
  const std::string zero(32, '\0');
  for (const std::string& number : {zero, order}) {
    CHECK_FALSE(verifies(number + own.substr(32)));
    CHECK_FALSE(verifies(own.substr(0, 32) + number));
  }
}

TEST_CASE("No altered bit of a signature verifies") {
  const SigningKey key = NewKey();
  const auto form = GENERATE(SignatureForm::kDer, SignatureForm::kRaw);
  const std::string signature = key.Sign("message", form).value();

  for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    std::string altered = signature;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    REQUIRE_FALSE(key.verifying_key().Verify("message", altered, form).ok());
  }
}

TEST_CASE("A signature that is cut or extended does not verify") {
  const SigningKey key = NewKey();
  const auto form = GENERATE(SignatureForm::kDer, SignatureForm::kRaw);
  const std::string signature = key.Sign("message", form).value();

  for (std::size_t size = 0; size < signature.size(); ++size) {
    REQUIRE_FALSE(key.verifying_key()
                      .Verify("message", signature.substr(0, size), form)
                      .ok());
  }
  CHECK_FALSE(
      key.verifying_key().Verify("message", signature + '\0', form).ok());
}

// A BER reader would take each of these for the same signature.
TEST_CASE("Only minimal DER verifies") {
  const SigningKey key = NewKey();
  const std::string der = key.Sign("message", SignatureForm::kDer).value();
  const auto verifies = [&](const std::string& signature) {
    return key.verifying_key()
        .Verify("message", signature, SignatureForm::kDer)
        .ok();
  };
  const auto sequence = [](const std::string& content) {
    return absl::StrCat(
        "\x30", std::string(1, static_cast<char>(content.size())), content);
  };
  const std::string content = der.substr(2);
  const std::string r_length = content.substr(1, 1);
  REQUIRE(verifies(sequence(content)));

  const std::string long_length =
      absl::StrCat("\x30\x81", der.substr(1, 1), content);
  const std::string padded_r =
      absl::StrCat("\x02", std::string(1, static_cast<char>(r_length[0] + 1)),
                   std::string(1, '\0'), content.substr(2));
  CHECK_FALSE(verifies(long_length));
  CHECK_FALSE(verifies(sequence(padded_r)));
  CHECK_FALSE(verifies(sequence(content + std::string("\x05\0", 2))));
  CHECK_FALSE(
      verifies(absl::StrCat("\x30\x80", content, std::string(2, '\0'))));
}

TEST_CASE("Numbers out of range do not verify") {
  const VerifyingKey key = RfcKey();
  const std::string r = HexStringToBytes(kRfcTest.substr(0, 64));
  const std::string s = HexStringToBytes(kRfcTest.substr(64));
  const std::string zero(32, '\0');
  const std::string order = HexStringToBytes(
      "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
  const std::string most(32, '\xff');
  for (const std::string& number : {zero, order, most}) {
    CHECK_FALSE(key.Verify("test", number + s, SignatureForm::kRaw).ok());
    CHECK_FALSE(key.Verify("test", r + number, SignatureForm::kRaw).ok());
    CHECK_FALSE(key.VerifyStrict("test", r + number, SignatureForm::kRaw).ok());
  }
}

TEST_CASE("A signature's twin verifies, but not strictly") {
  const SigningKey key = NewKey();
  for (int i = 0; i < 20; ++i) {
    const std::string own = key.Sign("message", SignatureForm::kRaw).value();
    const std::string twin = Twin(own,
                                  "FFFFFFFF00000000FFFFFFFFFFFFFFFF"
                                  "BCE6FAADA7179E84F3B9CAC2FC632551");
    REQUIRE(key.verifying_key()
                .VerifyStrict("message", own, SignatureForm::kRaw)
                .ok());
    REQUIRE(
        key.verifying_key().Verify("message", twin, SignatureForm::kRaw).ok());
    REQUIRE_FALSE(key.verifying_key()
                      .VerifyStrict("message", twin, SignatureForm::kRaw)
                      .ok());
  }
  CHECK_FALSE(RfcKey()
                  .VerifyStrict("sample", HexStringToBytes(kRfcSample),
                                SignatureForm::kRaw)
                  .ok());
}

TEST_CASE("Public keys survive their PEM") {
  const VerifyingKey key = NewKey().verifying_key();
  CHECK(VerifyingKey::FromPem(key.Pem())->id() == key.id());
  CHECK(NewKey().verifying_key().id() != key.id());
}

TEST_CASE("Keys of RSA and SM2 are only taken where any are") {
  for (const char* name : {"test-only-rsa-signer", "test-only-sm2-signer"}) {
    const std::string key = TestKey(absl::StrCat(name, "-key.pem").c_str());
    const std::string certificate = TestKey(absl::StrCat(name, ".pem").c_str());
    CHECK_FALSE(SigningKey::FromPem(key).ok());
    CHECK_FALSE(VerifyingKey::FromPem(certificate).ok());
    CHECK(SigningKey::FromAnyPem(key)->verifying_key().id() ==
          VerifyingKey::FromAnyPem(certificate)->id());
  }
  CHECK_FALSE(VerifyingKey::FromAnyPem(kP384Public).ok());
  CHECK_FALSE(SigningKey::FromAnyPem(kP384Private).ok());
  CHECK_FALSE(SigningKey::FromAnyPem(kRsa1024Private).ok());
}

TEST_CASE("Only P-256 keys are keys") {
  CHECK_FALSE(VerifyingKey::FromPem("").ok());
  CHECK_FALSE(VerifyingKey::FromPem("no PEM at all").ok());
  CHECK(VerifyingKey::FromPem(kP384Public).status().message() ==
        "the key is not on the curve P-256");
  CHECK(SigningKey::FromPem(kP384Private).status().message() ==
        "the key is not on the curve P-256");
  CHECK_FALSE(SigningKey::FromPem("").ok());
  CHECK_FALSE(SigningKey::FromPem(NewKey().verifying_key().Pem()).ok());
  CHECK_FALSE(VerifyingKey::FromPem(SigningKey::GeneratePem().value()).ok());
}

TEST_CASE("An encrypted key is refused and nobody is asked") {
  CHECK(SigningKey::FromPem(kEncryptedPrivate).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace creditproof::crypto
