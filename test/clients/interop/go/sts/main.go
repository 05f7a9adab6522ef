// Confluent's own client of the exchange: asks once, and prints what it has decoded and its OpenAPI file.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strconv"

	"interop/trip"

	sts "github.com/confluentinc/ccloud-sdk-go-v2/sts/v1"
	openapi "github.com/confluentinc/ccloud-sdk-go-v2/sts/v1/api"
)

func main() {
	lifetime, err := strconv.ParseInt(os.Getenv("EXPIRES_IN"), 10, 32)
	trip.Must(err)
	config := sts.NewConfiguration()
	config.Servers = sts.ServerConfigurations{{URL: os.Getenv("ENDPOINT")}}
	granted, response, err := sts.NewAPIClient(config).OAuthTokensStsV1Api.
		ExchangeStsV1OauthToken(context.Background()).
		GrantType("urn:ietf:params:oauth:grant-type:token-exchange").
		SubjectToken(os.Getenv("SUBJECT_TOKEN")).
		IdentityPoolId(os.Getenv("IDENTITY_POOL_ID")).
		SubjectTokenType("urn:ietf:params:oauth:token-type:jwt").
		RequestedTokenType("urn:ietf:params:oauth:token-type:access_token").
		ExpiresIn(int32(lifetime)).
		Execute()
	said := map[string]any{"openapi": string(openapi.GetSpec()), "granted": granted}
	if err != nil {
		said["error"] = err.Error()
	}
	if response != nil {
		said["status"] = response.StatusCode
	}
	if problem := (sts.GenericOpenAPIError{}); errors.As(err, &problem) {
		failure, decoded := problem.Model().(sts.Failure)
		if !decoded { // of the refusals, its file lists 400 alone
			_ = json.Unmarshal(problem.Body(), &failure)
		}
		said["refused"] = failure
	}
	trip.Must(json.NewEncoder(os.Stdout).Encode(said))
}
