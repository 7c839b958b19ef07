#include "tools/creditproof/key_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/certificate.h"
#include "libs/crypto/certificate_request.h"
#include "libs/report/issuer_keys.h"

namespace creditproof::tool {
namespace {

using keys::v1::Key;

constexpr std::size_t kFewestDigits = 8;
constexpr std::size_t kDigitsOfName = 16;

absl::Status CheckNew(const std::filesystem::path& file) {
  std::error_code ignored;  // nothing is there then
  if (!std::filesystem::exists(file, ignored)) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(
      file.c_str(), " 已存在，不会覆盖 is there and is not overwritten"));
}

absl::Status CheckSort(const NewKey& key) {
  const bool is_claim = key.purpose == Key::PURPOSE_CLAIM;
  if (is_claim && key.algorithm != crypto::Algorithm::kP256) {
    return absl::InvalidArgumentError(
        "二维码只用 P-256 签名 claims are signed with p256 alone");
  }
  if (is_claim != key.request_file.empty() ||
      is_claim != key.organisation.empty()) {
    return absl::InvalidArgumentError(
        "--request 与 --organisation 用于报告签名密钥，二者都要 go with a "
        "report's key, both, and with no other");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<KeyDirectory> KeyDirectory::Open(
    const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(Lock lock, TakeLock(folder));
  const std::filesystem::path file = folder / report::kKeyHistoryFile;
  const absl::StatusOr<std::string> text = base::ReadFile(file);
  if (absl::IsNotFound(text.status())) {
    return KeyDirectory(folder, std::move(lock), {});
  }
  RETURN_IF_ERROR(text.status());
  absl::StatusOr<keys::KeyHistory> history = keys::KeyHistory::Parse(*text);
  if (history.ok()) {
    return KeyDirectory(folder, std::move(lock), *std::move(history));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(file.c_str(), ": ", history.status().message()));
}

void KeyDirectory::GiveBack::operator()(const int* descriptor) const {
  close(*descriptor);
  delete descriptor;
}

// Any end of the process gives it back as well.
absl::StatusOr<KeyDirectory::Lock> KeyDirectory::TakeLock(
    const std::filesystem::path& folder) {
  Lock lock(new int(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
  if (*lock >= 0 && flock(*lock, LOCK_EX) == 0) return lock;
  const std::error_code error(errno, std::generic_category());
  return absl::UnavailableError(
      absl::StrCat("cannot lock ", folder.c_str(), ": ", error.message()));
}

absl::StatusOr<std::string> KeyDirectory::FingerprintOf(
    absl::string_view hex) const {
  if (hex.size() < kFewestDigits) {
    return absl::InvalidArgumentError(
        "指纹至少写 8 位 write 8 digits of the fingerprint or more");
  }
  std::vector<std::string> found;
  for (const keys::Key& key : history_.keys()) {
    if (absl::StartsWith(absl::BytesToHexString(key.fingerprint), hex)) {
      found.push_back(key.fingerprint);
    }
  }
  if (found.size() == 1) return found.front();
  return absl::NotFoundError(absl::StrCat(
      found.empty() ? "没有这把密钥 no key begins with "
                    : "不止一把密钥 more than one key begins with ",
      hex));
}

absl::StatusOr<std::string> KeyDirectory::Create(const NewKey& key,
                                                 absl::Time now) {
  RETURN_IF_ERROR(CheckSort(key));
  RETURN_IF_ERROR(CheckApart(key.private_file));
  RETURN_IF_ERROR(CheckNew(key.private_file));
  ASSIGN_OR_RETURN(const std::string pem,
                   crypto::SigningKey::GeneratePem(key.algorithm));
  ASSIGN_OR_RETURN(const crypto::SigningKey made,
                   crypto::SigningKey::FromAnyPem(pem));
  const crypto::VerifyingKey& shown = made.verifying_key();
  std::string request;
  if (key.purpose == Key::PURPOSE_REPORT) {
    ASSIGN_OR_RETURN(request,
                     crypto::MakeCertificateRequest(pem, key.organisation));
  }
  // In this order nothing is announced that nobody holds, and no public key is
  // without a history.
  RETURN_IF_ERROR(
      base::WriteFile(key.private_file, pem, base::Readers::kOwner));
  if (key.purpose == Key::PURPOSE_REPORT) {
    RETURN_IF_ERROR(base::WriteFile(key.request_file, request));
  }
  RETURN_IF_ERROR(history_.Create(shown.fingerprint(), key.purpose, now));
  RETURN_IF_ERROR(Save());
  if (key.purpose == Key::PURPOSE_CLAIM) {
    RETURN_IF_ERROR(WritePublic("claims", shown.fingerprint(), shown.Pem()));
  }
  return shown.fingerprint();
}

absl::StatusOr<std::string> KeyDirectory::Trust(absl::string_view certificate,
                                                absl::Time now) {
  ASSIGN_OR_RETURN(const report::Stamper stamper,
                   report::Stamper::FromPem(certificate));
  RETURN_IF_ERROR(stamper.CheckUsage());
  const std::string& fingerprint = stamper.key().fingerprint();
  RETURN_IF_ERROR(CreateOrGoOn(fingerprint, now));
  RETURN_IF_ERROR(WritePublic("stampers", fingerprint, certificate));
  RETURN_IF_ERROR(history_.Activate(fingerprint, now));
  RETURN_IF_ERROR(Save());
  return fingerprint;
}

// Services refuse a public key without a history, and an ACTIVE key without its
// public part: a kill between any two writes leaves neither. What one left of
// an authority is gone on with.
absl::Status KeyDirectory::CreateOrGoOn(const std::string& fingerprint,
                                        absl::Time now) {
  const keys::Key* const known = history_.Find(fingerprint);
  if (known != nullptr && known->purpose == Key::PURPOSE_TIME_STAMP &&
      known->state() == keys::State::kCreated) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(history_.Create(fingerprint, Key::PURPOSE_TIME_STAMP, now));
  return Save();
}

absl::Status KeyDirectory::Activate(absl::string_view fingerprint,
                                    absl::string_view certificate,
                                    absl::Time now) {
  const keys::Key* const key = history_.Find(fingerprint);
  const bool wanted = key != nullptr && key->purpose == Key::PURPOSE_REPORT;
  if (wanted == certificate.empty()) {
    return absl::InvalidArgumentError(
        "报告签名密钥启用时要给出证书，二维码密钥没有证书 a report's key is "
        "activated with --certificate, a claim's without");
  }
  if (key != nullptr && key->purpose == Key::PURPOSE_CLAIM) {
    RETURN_IF_ERROR(CheckShown(fingerprint));
  }
  RETURN_IF_ERROR(history_.Activate(fingerprint, now));
  if (wanted) {
    ASSIGN_OR_RETURN(const crypto::CertificateParts parts,
                     crypto::ReadCertificate(certificate));
    if (parts.key.fingerprint() != fingerprint) {
      return absl::InvalidArgumentError(
          "证书不是这把密钥的 the certificate is another key's");
    }
    RETURN_IF_ERROR(WritePublic("signers", fingerprint, certificate));
  }
  return Save();
}

absl::Status KeyDirectory::Retire(absl::string_view fingerprint,
                                  absl::Time now) {
  RETURN_IF_ERROR(history_.Retire(fingerprint, now));
  return Save();
}

absl::Status KeyDirectory::Compromise(absl::string_view fingerprint,
                                      absl::Time from, absl::Time now) {
  RETURN_IF_ERROR(history_.Compromise(fingerprint, from, now));
  return Save();
}

// The folder is public.
absl::Status KeyDirectory::CheckApart(const std::filesystem::path& file) const {
  std::error_code error;
  const auto folder = std::filesystem::weakly_canonical(folder_, error);
  const auto target = std::filesystem::weakly_canonical(file, error);
  const auto differs =
      std::mismatch(folder.begin(), folder.end(), target.begin(), target.end());
  if (!error && differs.first != folder.end()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("私钥不能放在公钥目录里 a private key has no place in ",
                   folder_.c_str()));
}

absl::Status KeyDirectory::WritePublic(absl::string_view kind,
                                       absl::string_view fingerprint,
                                       absl::string_view pem) const {
  const std::filesystem::path file = PublicFile(kind, fingerprint);
  const std::filesystem::path folder = file.parent_path();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot create ", folder.c_str(), ": ", error.message()));
  }
  return base::WriteFile(file, pem);
}

std::filesystem::path KeyDirectory::PublicFile(
    absl::string_view kind, absl::string_view fingerprint) const {
  const std::string digits = absl::BytesToHexString(fingerprint);
  return folder_ / std::string(kind) /
         absl::StrCat(digits.substr(0, kDigitsOfName), ".pem");
}

absl::Status KeyDirectory::CheckShown(absl::string_view fingerprint) const {
  std::error_code ignored;
  const std::filesystem::path file = PublicFile("claims", fingerprint);
  if (std::filesystem::exists(file, ignored)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "生成密钥时中断，公钥没有写入，请另生成一把 its making was cut off, ",
      file.c_str(), " is missing: create another key"));
}

absl::Status KeyDirectory::Save() const {
  return base::WriteFile(folder_ / report::kKeyHistoryFile, history_.Text());
}

}  // namespace creditproof::tool
