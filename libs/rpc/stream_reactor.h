// gRPC's streaming reactors as blocking calls. StreamGate is their only user.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "libs/rpc/stream.h"

namespace creditproof::rpc {

// One kind of operation of one stream: started by the handler's thread,
// completed by gRPC on another.
class Operation {
 public:
  // Runs `start`, waits for Complete and returns what that got. After the first
  // false there is nothing to start any more.
  template <typename Start>
  bool Await(Start start) {
    std::unique_lock lock(mutex_);
    if (!ok_) return false;
    completed_ = false;
    lock.unlock();
    start();
    lock.lock();
    completion_.wait(lock, [this] { return completed_; });
    return ok_;
  }

  void Complete(bool ok) {
    const std::lock_guard lock(mutex_);
    ok_ = ok;
    completed_ = true;
    completion_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable completion_;
  bool completed_ = false;  // guarded by mutex_
  bool ok_ = true;          // guarded by mutex_
};

// Deletes itself when gRPC is done with it, which is after Finish and after the
// last reaction has returned.
template <typename Request, typename Response>
class BidiReactor final : public grpc::ServerBidiReactor<Request, Response>,
                          public ServerStream<Request, Response> {
 public:
  explicit BidiReactor(const grpc::CallbackServerContext& context)
      : context_(context) {}

  bool Read(Request& request) override {
    return read_.Await([&] { this->StartRead(&request); });
  }
  bool Write(const Response& response) override {
    return write_.Await([&] { this->StartWrite(&response); });
  }
  bool cancelled() const override { return cancelled_; }
  const grpc::CallbackServerContext& context() const override {
    return context_;
  }

  void OnReadDone(bool ok) override { read_.Complete(ok); }
  void OnWriteDone(bool ok) override { write_.Complete(ok); }
  void OnCancel() override { cancelled_ = true; }
  void OnDone() override { delete this; }

 private:
  const grpc::CallbackServerContext& context_;
  Operation read_;
  Operation write_;
  std::atomic<bool> cancelled_ = false;
};

// Likewise for a call that only answers.
template <typename Response>
class WriteReactor final : public grpc::ServerWriteReactor<Response>,
                           public ServerWriter<Response> {
 public:
  explicit WriteReactor(const grpc::CallbackServerContext& context)
      : context_(context) {}

  bool Write(const Response& response) override {
    return write_.Await([&] { this->StartWrite(&response); });
  }
  bool cancelled() const override { return cancelled_; }
  const grpc::CallbackServerContext& context() const override {
    return context_;
  }

  void OnWriteDone(bool ok) override { write_.Complete(ok); }
  void OnCancel() override { cancelled_ = true; }
  void OnDone() override { delete this; }

 private:
  const grpc::CallbackServerContext& context_;
  Operation write_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace creditproof::rpc
