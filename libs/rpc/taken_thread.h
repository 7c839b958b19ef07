// Keeps a thread of an executor busy for as long as a test wants.
#pragma once

#include <catch2/catch.hpp>
#include <latch>
#include <memory>

#include "libs/rpc/executor.h"

namespace creditproof::rpc {

class TakenThread {
 public:
  // Returns once the thread is taken.
  explicit TakenThread(Executor& executor) {
    REQUIRE(executor
                .Submit([latches = latches_] {
                  latches->started.count_down();
                  latches->release.wait();
                })
                .ok());
    latches_->started.wait();
  }
  ~TakenThread() { latches_->release.count_down(); }

 private:
  struct Latches {
    std::latch started{1};
    std::latch release{1};
  };
  std::shared_ptr<Latches> latches_ = std::make_shared<Latches>();
};

}  // namespace creditproof::rpc
