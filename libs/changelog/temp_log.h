// An embedded log in a folder that lives as long as a test.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <memory>

#include "libs/changelog/conformance.h"
#include "libs/changelog/embedded_log.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::changelog {

class TempLog final : public LogUnderTest {
 public:
  TempLog() { Open(); }

  ChangeLog& log() override { return *log_; }

  void Reopen() override { Reopen(nullptr); }

  // Likewise, on the disk that `env` makes believe.
  void Reopen(rocksdb::Env* env) {
    log_.reset();
    store_.reset();
    Open(env);
  }

 private:
  void Open(rocksdb::Env* env = nullptr) {
    auto store = kv::Store::Open(directory_.path(), {"log", "ids"}, env);
    REQUIRE(store.ok());
    store_ = *std::move(store);
    auto log = EmbeddedLog::Open(*store_, kv::Family{0}, kv::Family{1},
                                 kPartitions, base::SystemClock());
    REQUIRE(log.ok());
    log_ = *std::move(log);
  }

  testing::TempDirectory directory_;
  std::unique_ptr<kv::Store> store_;
  std::unique_ptr<EmbeddedLog> log_;
};

}  // namespace creditproof::changelog
