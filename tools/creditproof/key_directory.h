// The key directory as `creditproof keys` changes it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/signing.h"
#include "libs/keys/key_history.h"

namespace creditproof::tool {

// Where a new key goes, and what it is.
struct NewKey {
  keys::v1::Key::Purpose purpose = keys::v1::Key::PURPOSE_UNSPECIFIED;
  crypto::Algorithm algorithm = crypto::Algorithm::kP256;
  std::filesystem::path private_file;
  std::filesystem::path request_file;  // of PURPOSE_REPORT: for the authority
  std::string organisation;            // likewise: the name in the certificate
};

// Each change is on disk as a whole, or not at all, or leaves what services
// take and the same command completes. As long as there is one of
// a folder, another waits to be opened: no change overwrites another.
class KeyDirectory {
 public:
  // A folder without a history has none yet. Fails with INVALID_ARGUMENT, or
  // UNAVAILABLE, naming the file.
  static absl::StatusOr<KeyDirectory> Open(const std::filesystem::path& folder);

  const keys::KeyHistory& history() const { return history_; }

  // The one key whose fingerprint begins with `hex`, 8 digits or more. Fails
  // with INVALID_ARGUMENT or NOT_FOUND.
  absl::StatusOr<std::string> FingerprintOf(absl::string_view hex) const;

  // The fingerprint of a new key: its private part, for its owner alone, is
  // apart from the folder; of a claim's the public part is in it. Fails with
  // INVALID_ARGUMENT or ALREADY_EXISTS: no private key is ever overwritten.
  absl::StatusOr<std::string> Create(const NewKey& key, absl::Time now);

  // The fingerprint of the key of a time stamp authority, ACTIVE from now on,
  // by its certificate, PEM. Fails with INVALID_ARGUMENT or ALREADY_EXISTS.
  absl::StatusOr<std::string> Trust(absl::string_view certificate,
                                    absl::Time now);

  // A report's signer wants its certificate, PEM; a claim's has none. Fails
  // with INVALID_ARGUMENT, FAILED_PRECONDITION when the public part of a
  // claim's was never written, or as KeyHistory::Activate does.
  absl::Status Activate(absl::string_view fingerprint,
                        absl::string_view certificate, absl::Time now);

  // Fail as KeyHistory's do.
  absl::Status Retire(absl::string_view fingerprint, absl::Time now);
  absl::Status Compromise(absl::string_view fingerprint, absl::Time from,
                          absl::Time now);

 private:
  struct GiveBack {
    void operator()(const int* descriptor) const;
  };
  using Lock = std::unique_ptr<const int, GiveBack>;

  static absl::StatusOr<Lock> TakeLock(const std::filesystem::path& folder);

  KeyDirectory(std::filesystem::path folder, Lock lock,
               keys::KeyHistory history)
      : folder_(std::move(folder)),
        lock_(std::move(lock)),
        history_(std::move(history)) {}

  absl::Status CheckApart(const std::filesystem::path& file) const;
  absl::Status CreateOrGoOn(const std::string& fingerprint, absl::Time now);
  std::filesystem::path PublicFile(absl::string_view kind,
                                   absl::string_view fingerprint) const;
  absl::Status CheckShown(absl::string_view fingerprint) const;
  absl::Status WritePublic(absl::string_view kind,
                           absl::string_view fingerprint,
                           absl::string_view pem) const;
  absl::Status Save() const;

  std::filesystem::path folder_;
  Lock lock_;
  keys::KeyHistory history_;
};

}  // namespace creditproof::tool
