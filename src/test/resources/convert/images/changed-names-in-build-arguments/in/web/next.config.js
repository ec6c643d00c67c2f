module.exports={async rewrites(){return [{source:"/api/:p*",destination:process.env.API_URL+"/:p*"}]}}
