// gRPC's streaming reactors as blocking calls. StreamGate is their only user.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/time/time.h"
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
    Begin(start);
    return Wait();
  }

  // The halves of Await.
  template <typename Start>
  void Begin(Start start) {
    {
      const std::lock_guard lock(mutex_);
      if (!ok_) return;
      completed_ = false;
    }
    start();
  }
  bool Wait() {
    std::unique_lock lock(mutex_);
    completion_.wait(lock, [this] { return completed_; });
    return ok_;
  }

  // Whether it is completed by then, so that Wait returns at once.
  bool CompletesWithin(absl::Duration patience) {
    std::unique_lock lock(mutex_);
    return completion_.wait_for(lock, absl::ToChronoNanoseconds(patience),
                                [this] { return completed_; });
  }

  // Whether Wait would return at once.
  bool completed() const {
    const std::lock_guard lock(mutex_);
    return completed_;
  }

  void Complete(bool ok) {
    const std::lock_guard lock(mutex_);
    ok_ = ok;
    completed_ = true;
    completion_.notify_one();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable completion_;
  bool completed_ = true;  // guarded by mutex_
  bool ok_ = true;         // guarded by mutex_
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
    if (!std::exchange(is_read_, true)) FetchNext();
    if (!read_.Wait()) return false;
    request.Swap(&next_);
    FetchNext();
    return true;
  }
  bool HasNext() const override { return read_.completed(); }
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
  void FetchNext() {
    read_.Begin([this] { this->StartRead(&next_); });
  }

  const grpc::CallbackServerContext& context_;
  bool is_read_ = false;
  Request next_;  // gRPC's until read_ is completed
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

// Likewise for a call that is answered once.
template <typename Request>
class ReadReactor final : public grpc::ServerReadReactor<Request>,
                          public ServerReader<Request> {
 public:
  explicit ReadReactor(const grpc::CallbackServerContext& context)
      : context_(context) {}

  Next Read(Request& request, absl::Duration patience) override {
    if (!std::exchange(is_waiting_, true)) {
      read_.Begin([this] { this->StartRead(&next_); });
    }
    if (!read_.CompletesWithin(patience)) return Next::kNothingYet;
    is_waiting_ = false;
    if (!read_.Wait()) return Next::kEnd;
    request.Swap(&next_);
    return Next::kMessage;
  }
  const grpc::CallbackServerContext& context() const override {
    return context_;
  }

  void OnReadDone(bool ok) override { read_.Complete(ok); }
  void OnDone() override { delete this; }

 private:
  const grpc::CallbackServerContext& context_;
  bool is_waiting_ = false;
  Request next_;  // gRPC's until read_ is completed, maybe after the answer
  Operation read_;
};

}  // namespace creditproof::rpc
