// TimelinessService: signed monthly accounts of the sources.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/timeliness_service.grpc.pb.h"
#include "libs/base/clock.h"
#include "libs/crypto/signing.h"
#include "libs/kv/store.h"
#include "libs/rpc/gate.h"
#include "libs/workdays/calendar.h"

namespace creditproof::ingestion {

// Thread-safe.
class TimelinessServiceImpl final
    : public v1::TimelinessService::CallbackService {
 public:
  // `store` must outlive the service.
  TimelinessServiceImpl(const kv::Store& store, crypto::SigningKey receipt_key,
                        workdays::Calendar calendar, rpc::Gate gate,
                        base::Clock clock);

  grpc::ServerUnaryReactor* GetTimeliness(
      grpc::CallbackServerContext* context,
      const v1::GetTimelinessRequest* request,
      v1::SignedTimeliness* response) override;

 private:
  absl::StatusOr<v1::SignedTimeliness> Get(
      const v1::GetTimelinessRequest& request) const;

  const kv::Store& store_;
  const crypto::SigningKey receipt_key_;
  const workdays::Calendar calendar_;
  const rpc::Gate gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::ingestion
