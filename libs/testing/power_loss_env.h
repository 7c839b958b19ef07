// RocksDB's view of a disk whose power can be cut.
#pragma once

#include <rocksdb/env.h>

#include <memory>
#include <string>

#include "libs/testing/disk_ledger.h"

namespace creditproof::testing {

// Passes everything through to real files and keeps book of what is synced.
// Thread-safe.
//
// A test opens a store with it, cuts the power at any moment, closes the store
// and opens the directory again without it.
class PowerLossEnv : public rocksdb::EnvWrapper {
 public:
  PowerLossEnv() : EnvWrapper(rocksdb::Env::Default()) {}

  // What was not synced is gone (see DiskLedger). Everything written, renamed,
  // deleted or synced later fails with an IO error.
  void CutPower() { ledger_.CutPower(); }

  rocksdb::Status NewWritableFile(const std::string& name,
                                  std::unique_ptr<rocksdb::WritableFile>* file,
                                  const rocksdb::EnvOptions& options) override;
  rocksdb::Status ReopenWritableFile(
      const std::string& name, std::unique_ptr<rocksdb::WritableFile>* file,
      const rocksdb::EnvOptions& options) override;
  rocksdb::Status NewDirectory(
      const std::string& name,
      std::unique_ptr<rocksdb::Directory>* directory) override;
  rocksdb::Status RenameFile(const std::string& from,
                             const std::string& to) override;
  rocksdb::Status DeleteFile(const std::string& name) override;

  // Not needed by our stores, and not kept book of.
  rocksdb::Status ReuseWritableFile(
      const std::string& name, const std::string& old_name,
      std::unique_ptr<rocksdb::WritableFile>* file,
      const rocksdb::EnvOptions& options) override;
  rocksdb::Status NewRandomRWFile(const std::string& name,
                                  std::unique_ptr<rocksdb::RandomRWFile>* file,
                                  const rocksdb::EnvOptions& options) override;
  rocksdb::Status LinkFile(const std::string& from,
                           const std::string& to) override;

 private:
  DiskLedger ledger_;
};

}  // namespace creditproof::testing
