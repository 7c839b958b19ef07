#include "libs/testing/power_loss_env.h"

#include <functional>
#include <utility>

namespace creditproof::testing {
namespace {

using rocksdb::EnvOptions;
using rocksdb::Slice;
using rocksdb::Status;

// What `act` returns, or an error when the power is cut.
Status Powered(DiskLedger& ledger, const std::function<Status()>& act) {
  Status status = Status::IOError("the power is cut");
  ledger.WhilePowered([&] { status = act(); });
  return status;
}

class LedgerFile : public rocksdb::WritableFileWrapper {
 public:
  LedgerFile(DiskLedger& ledger, std::string name,
             std::unique_ptr<rocksdb::WritableFile> file)
      : WritableFileWrapper(file.get()),
        ledger_(ledger),
        name_(std::move(name)),
        file_(std::move(file)) {}

  Status Append(const Slice& bytes) override {
    return Powered(ledger_, [&] { return file_->Append(bytes); });
  }

  Status Append(const Slice& bytes,
                const rocksdb::DataVerificationInfo& info) override {
    return Powered(ledger_, [&] { return file_->Append(bytes, info); });
  }

  Status Truncate(uint64_t size) override {
    return Powered(ledger_, [&] { return file_->Truncate(size); });
  }

  Status Sync() override {
    return Synced([this] { return file_->Sync(); });
  }

  Status Fsync() override {
    return Synced([this] { return file_->Fsync(); });
  }

 private:
  Status Synced(const std::function<Status()>& sync) {
    return Powered(ledger_, [&] {
      Status status = sync();
      if (status.ok()) ledger_.Sync(name_);
      return status;
    });
  }

  DiskLedger& ledger_;
  const std::string name_;
  const std::unique_ptr<rocksdb::WritableFile> file_;
};

class LedgerDirectory : public rocksdb::DirectoryWrapper {
 public:
  LedgerDirectory(DiskLedger& ledger, std::string name,
                  std::unique_ptr<rocksdb::Directory> directory)
      : DirectoryWrapper(directory.get()),
        ledger_(ledger),
        name_(std::move(name)),
        directory_(std::move(directory)) {}

  Status Fsync() override {
    return Powered(ledger_, [this] {
      Status status = directory_->Fsync();
      if (status.ok()) ledger_.SyncDirectory(name_);
      return status;
    });
  }

 private:
  DiskLedger& ledger_;
  const std::string name_;
  const std::unique_ptr<rocksdb::Directory> directory_;
};

template <typename Wrapped, typename Opened>
void Wrap(DiskLedger& ledger, const std::string& name,
          std::unique_ptr<Opened>& opened) {
  if (opened) {
    opened = std::make_unique<Wrapped>(ledger, name, std::move(opened));
  }
}

}  // namespace

Status PowerLossEnv::NewWritableFile(
    const std::string& name, std::unique_ptr<rocksdb::WritableFile>* file,
    const EnvOptions& options) {
  return Powered(ledger_, [&] {
    ledger_.Create(name);
    Status status = EnvWrapper::NewWritableFile(name, file, options);
    Wrap<LedgerFile>(ledger_, name, *file);
    return status;
  });
}

Status PowerLossEnv::ReopenWritableFile(
    const std::string& name, std::unique_ptr<rocksdb::WritableFile>* file,
    const EnvOptions& options) {
  return Powered(ledger_, [&] {
    ledger_.Append(name);
    Status status = EnvWrapper::ReopenWritableFile(name, file, options);
    Wrap<LedgerFile>(ledger_, name, *file);
    return status;
  });
}

Status PowerLossEnv::NewDirectory(
    const std::string& name, std::unique_ptr<rocksdb::Directory>* directory) {
  Status status = EnvWrapper::NewDirectory(name, directory);
  Wrap<LedgerDirectory>(ledger_, name, *directory);
  return status;
}

Status PowerLossEnv::RenameFile(const std::string& from,
                                const std::string& to) {
  return Powered(ledger_, [&] {
    ledger_.Rename(from, to);
    return EnvWrapper::RenameFile(from, to);
  });
}

Status PowerLossEnv::DeleteFile(const std::string& name) {
  return Powered(ledger_, [&] {
    ledger_.Delete(name);
    return EnvWrapper::DeleteFile(name);
  });
}

Status PowerLossEnv::ReuseWritableFile(const std::string&, const std::string&,
                                       std::unique_ptr<rocksdb::WritableFile>*,
                                       const EnvOptions&) {
  return Status::NotSupported();
}

Status PowerLossEnv::NewRandomRWFile(const std::string&,
                                     std::unique_ptr<rocksdb::RandomRWFile>*,
                                     const EnvOptions&) {
  return Status::NotSupported();
}

Status PowerLossEnv::LinkFile(const std::string&, const std::string&) {
  return Status::NotSupported();
}

}  // namespace creditproof::testing
